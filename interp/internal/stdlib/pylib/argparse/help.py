"""The text of usage and help."""
import re

from .constants import OPTIONAL, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE, ONE_OR_MORE


class _Section:
    def __init__(self, formatter, parent, heading=None):
        self.formatter = formatter
        self.parent = parent
        self.heading = heading
        self.items = []

    def format_help(self):
        if self.parent is not None:
            self.formatter._indent()
        text = self.formatter._join_parts([func(*args) for func, args in self.items])
        if self.parent is not None:
            self.formatter._dedent()
        if not text:
            return ''
        heading = ''
        if self.heading is not SUPPRESS and self.heading is not None:
            heading = '%*s%s:\n' % (self.formatter._current_indent, '', self.heading)
        return self.formatter._join_parts(['\n', heading, text, '\n'])


class HelpFormatter:
    """Formats help; its methods are nobody's business but its own."""

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        if width is None:
            width = _columns() - 2
        self._prog = prog
        self._indent_increment = indent_increment
        self._max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self._width = width
        self._current_indent = 0
        self._level = 0
        self._action_max_length = 0
        self._root_section = _Section(self, None)
        self._current_section = self._root_section

    def _set_color(self, color):
        pass

    def _indent(self):
        self._current_indent += self._indent_increment
        self._level += 1

    def _dedent(self):
        self._current_indent -= self._indent_increment
        assert self._current_indent >= 0, 'Indent decreased below 0.'
        self._level -= 1

    def _add_item(self, func, args):
        self._current_section.items.append((func, args))

    def start_section(self, heading):
        self._indent()
        section = _Section(self, self._current_section, heading)
        self._add_item(section.format_help, [])
        self._current_section = section

    def end_section(self):
        self._current_section = self._current_section.parent
        self._dedent()

    def add_text(self, text):
        if text is not SUPPRESS and text is not None:
            self._add_item(self._format_text, [text])

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._add_item(self._format_usage, (usage, actions, groups, prefix))

    def add_argument(self, action):
        if action.help is SUPPRESS:
            return
        lengths = [len(self._format_action_invocation(action)) + self._current_indent]
        for sub in self._iter_indented_subactions(action):
            lengths.append(len(self._format_action_invocation(sub)) + self._current_indent)
        self._action_max_length = max(self._action_max_length, max(lengths))
        self._add_item(self._format_action, [action])

    def add_arguments(self, actions):
        for action in actions:
            self.add_argument(action)

    def format_help(self):
        text = self._root_section.format_help()
        if text:
            text = re.sub(r'\n\n\n+', '\n\n', text)
            text = text.strip('\n') + '\n'
        return text

    def _join_parts(self, parts):
        return ''.join([p for p in parts if p and p is not SUPPRESS])

    # Usage.

    def _format_usage(self, usage, actions, groups, prefix):
        if prefix is None:
            prefix = 'usage: '
        if usage is not None:
            usage = usage % dict(prog=self._prog)
        elif not actions:
            usage = '%(prog)s' % dict(prog=self._prog)
        else:
            prog = '%(prog)s' % dict(prog=self._prog)
            parts, pos_start = self._get_actions_usage_parts(actions, groups)
            usage = ' '.join(filter(None, [prog, *parts]))
            text_width = max(self._width - self._current_indent, 11)
            if len(prefix) + len(usage) > text_width:
                opt_parts, pos_parts = parts[:pos_start], parts[pos_start:]
                if len(prefix) + len(prog) <= 0.75 * text_width:
                    indent = ' ' * (len(prefix) + len(prog) + 1)
                    if opt_parts:
                        lines = self._lines([prog] + opt_parts, indent, text_width, prefix)
                        lines.extend(self._lines(pos_parts, indent, text_width))
                    elif pos_parts:
                        lines = self._lines([prog] + pos_parts, indent, text_width, prefix)
                    else:
                        lines = [prog]
                else:
                    indent = ' ' * len(prefix)
                    lines = self._lines(opt_parts + pos_parts, indent, text_width)
                    if len(lines) > 1:
                        lines = self._lines(opt_parts, indent, text_width) + self._lines(pos_parts, indent, text_width)
                    lines = [prog] + lines
                usage = '\n'.join(lines)
        return '%s%s\n\n' % (prefix, usage)

    def _lines(self, parts, indent, text_width, prefix=None):
        lines, line = [], []
        n = len(prefix) - 1 if prefix is not None else len(indent) - 1
        for part in parts:
            if n + 1 + len(part) > text_width and line:
                lines.append(indent + ' '.join(line))
                line = []
                n = len(indent) - 1
            line.append(part)
            n += len(part) + 1
        if line:
            lines.append(indent + ' '.join(line))
        if prefix is not None:
            lines[0] = lines[0][len(indent):]
        return lines

    def _format_actions_usage(self, actions, groups):
        parts, _ = self._get_actions_usage_parts(actions, groups)
        return ' '.join(parts)

    def _get_actions_usage_parts(self, actions, groups):
        """The parts of the usage, options first, and where the positional arguments begin."""
        actions = [a for a in actions if a.help is not SUPPRESS]
        options = [a for a in actions if a.option_strings]
        positionals = [a for a in actions if not a.option_strings]
        ordered = options + positionals
        parts = [self._usage_part(a) for a in ordered]
        marks = {}  # the index at which a group stands -> (group, how many of its actions)
        for group in groups:
            members = [a for a in group._group_actions if a.help is not SUPPRESS]
            if not members:
                continue
            try:
                start = ordered.index(members[0])
            except ValueError:
                continue
            if ordered[start:start + len(members)] == members:
                marks.setdefault(start, (group, len(members)))
        out, i, pos_start = [], 0, None
        while i < len(ordered):
            if pos_start is None and i >= len(options):
                pos_start = len(out)
            if i in marks and marks[i][1] > 0:
                group, n = marks[i]
                inside = []
                for k in range(i, i + n):
                    part = parts[k]
                    a = ordered[k]
                    if a.option_strings:
                        if part.startswith('[') and part.endswith(']') and not a.required:
                            part = part[1:-1]
                    else:
                        if part.startswith('[') and part.endswith("]"):
                            part = part[1:-1]
                    inside.append(part)
                text = ' | '.join(inside)
                if group.required:
                    if n > 1:
                        text = '(' + text + ')'
                else:
                    text = '[' + text + ']'
                out.extend(self._split_group(text))
                i += n
                continue
            out.append(parts[i])
            i += 1
        if pos_start is None:
            pos_start = len(out)
        return out, pos_start

    def _split_group(self, text):
        """The members of a group are parts of their own, so that lines can break between them."""
        pieces = text.split(' | ')
        return [p + ' |' for p in pieces[:-1]] + pieces[-1:]

    def _usage_part(self, action):
        if not action.option_strings:
            return self._format_args(action, self._get_default_metavar_for_positional(action))
        option = action.option_strings[0]
        if action.nargs == 0:
            part = action.format_usage()
        else:
            part = '%s %s' % (option, self._format_args(action, self._get_default_metavar_for_optional(action)))
        return part if action.required else '[%s]' % part

    # Arguments.

    def _format_text(self, text):
        if '%(prog)' in text:
            text = text % dict(prog=self._prog)
        text_width = max(self._width - self._current_indent, 11)
        return self._fill_text(text, text_width, ' ' * self._current_indent) + '\n\n'

    def _format_action(self, action):
        help_position = min(self._action_max_length + 2, self._max_help_position)
        help_width = max(self._width - help_position, 11)
        action_width = help_position - self._current_indent - 2
        header = self._format_action_invocation(action)
        if not action.help:
            header = '%*s%s\n' % (self._current_indent, '', header)
            indent_first = 0
        elif len(header) <= action_width:
            header = '%*s%-*s  ' % (self._current_indent, '', action_width, header)
            indent_first = 0
        else:
            header = '%*s%s\n' % (self._current_indent, '', header)
            indent_first = help_position
        parts = [header]
        if action.help and action.help.strip():
            help_text = self._expand_help(action)
            if help_text:
                lines = self._split_lines(help_text, help_width)
                parts.append('%*s%s\n' % (indent_first, '', lines[0]))
                for line in lines[1:]:
                    parts.append('%*s%s\n' % (help_position, '', line))
        elif not header.endswith('\n'):
            parts.append('\n')
        for sub in self._iter_indented_subactions(action):
            parts.append(self._format_action(sub))
        return self._join_parts(parts)

    def _format_action_invocation(self, action):
        if not action.option_strings:
            default = self._get_default_metavar_for_positional(action)
            return ' '.join(self._metavar_formatter(action, default)(1))
        text = ', '.join(action.option_strings)
        if action.nargs == 0:
            return text
        return text + ' ' + self._format_args(action, self._get_default_metavar_for_optional(action))

    def _metavar_formatter(self, action, default_metavar):
        if action.metavar is not None:
            result = action.metavar
        elif action.choices is not None:
            result = '{%s}' % ','.join(map(str, action.choices))
        else:
            result = default_metavar

        def format(tuple_size):
            if isinstance(result, tuple):
                return result
            return (result,) * tuple_size
        return format

    def _format_args(self, action, default_metavar):
        get = self._metavar_formatter(action, default_metavar)
        if action.nargs is None:
            return '%s' % get(1)
        if action.nargs == OPTIONAL:
            return '[%s]' % get(1)
        if action.nargs == ZERO_OR_MORE:
            metavar = get(1)
            if len(metavar) == 2:
                return '[%s [%s ...]]' % metavar
            return '[%s ...]' % metavar
        if action.nargs == ONE_OR_MORE:
            return '%s [%s ...]' % get(2)
        if action.nargs == REMAINDER:
            return '...'
        if action.nargs == PARSER:
            return '%s ...' % get(1)
        if action.nargs == SUPPRESS:
            return ''
        try:
            formats = ['%s' for _ in range(action.nargs)]
        except TypeError:
            raise ValueError('invalid nargs value') from None
        return ' '.join(formats) % get(action.nargs)

    def _expand_help(self, action):
        help_string = self._get_help_string(action)
        if '%' not in help_string:
            return help_string
        params = dict(vars(action), prog=self._prog)
        for name in list(params):
            value = params[name]
            if value is SUPPRESS:
                del params[name]
            elif hasattr(value, '__name__'):
                params[name] = value.__name__
        if params.get('choices') is not None:
            params['choices'] = ', '.join(map(str, params['choices']))
        return help_string % params

    def _iter_indented_subactions(self, action):
        try:
            get_subactions = action._get_subactions
        except AttributeError:
            return
        self._indent()
        yield from get_subactions()
        self._dedent()

    def _split_lines(self, text, width):
        import textwrap
        return textwrap.wrap(' '.join(text.split()), width)

    def _fill_text(self, text, width, indent):
        import textwrap
        return textwrap.fill(' '.join(text.split()), width, initial_indent=indent, subsequent_indent=indent)

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest


def _columns():
    """How wide the terminal is: what COLUMNS says, else 80."""
    try:
        import os
        return int(os.environ['COLUMNS'])
    except (KeyError, ValueError, ImportError):
        return 80


class RawDescriptionHelpFormatter(HelpFormatter):
    """Leaves descriptions as they are."""

    def _fill_text(self, text, width, indent):
        return ''.join([indent + line for line in text.splitlines(keepends=True)])


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Leaves all texts as they are."""

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Adds the defaults to the help."""

    def _get_help_string(self, action):
        text = action.help
        if text is None:
            text = ''
        if '%(default)' not in text and action.default is not SUPPRESS:
            if action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE):
                text += ' (default: %(default)s)'
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    """Shows the types of arguments instead of their names."""

    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    def _get_default_metavar_for_positional(self, action):
        return action.type.__name__


HelpFormatter.__module__ = 'argparse'
