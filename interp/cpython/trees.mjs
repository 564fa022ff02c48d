// Serves the questions of trees.py with the CPython of pyodide: node trees.mjs <folder of the npm package> trees.py
import {createInterface} from 'node:readline';
import {readFileSync} from 'node:fs';
import {pathToFileURL} from 'node:url';

const [folder, questions] = process.argv.slice(2);
const {loadPyodide} = await import(pathToFileURL(folder + '/pyodide.mjs'));
const python = await loadPyodide();
python.globals.set('source', readFileSync(questions, 'utf8'));
const answer = python.runPython(`
import json, types
questions = types.ModuleType('questions')
exec(compile(source, 'trees.py', 'exec'), questions.__dict__)
lambda line: json.dumps(questions.answer(json.loads(line)))
`);
for await (const line of createInterface({input: process.stdin})) {
  process.stdout.write(answer(line) + '\n');
}
