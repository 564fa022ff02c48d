// Serves the requests of driver.py with the CPython of pyodide: node driver.mjs <folder of the npm package> driver.py
import {createInterface} from 'node:readline';
import {readFileSync} from 'node:fs';
import {pathToFileURL} from 'node:url';

const [folder, driver] = process.argv.slice(2);
const {loadPyodide} = await import(pathToFileURL(folder + '/pyodide.mjs'));
const python = await loadPyodide();
python.globals.set('source', readFileSync(driver, 'utf8'));
const answer = python.runPython(`
import json, types
driver = types.ModuleType('driver')
exec(compile(source, 'driver.py', 'exec'), driver.__dict__)
lambda line: json.dumps(driver.run(json.loads(line)))
`);
for await (const line of createInterface({input: process.stdin})) {
  process.stdout.write(answer(line) + '\n');
}
