// Declarations (Go spec, Declarations and scope; Source file organization).
import { binary, expressionList, primary } from './expressions.ts';
import { parameters, signature } from './parameters.ts';
import type { Recognizer } from './recognizer.ts';
import { parameterIn, type Shape } from './shape.ts';
import { block } from './statements.ts';
import { arrayType, nameShape, type, typeOrNone } from './types.ts';

/** A whole file. @throws FirstError */
export function file(r: Recognizer): void {
  if (!r.got('package')) r.expectedByGo('package');
  if (!r.got('name')) r.expectedByGo('IDENT');
  r.want(';');
  let previous = 'import';
  let hasBody = true;
  while (!r.is('EOF')) {
    if (r.is('import') && previous !== 'import') r.failHere('importsFirst', {});
    const { token } = r;
    const isBodyless = previous === 'func' && !hasBody;
    switch (token) {
      case 'import':
        r.next();
        imports(r);
        break;
      case 'const':
      case 'type':
      case 'var':
        r.next();
        declarationGroup(r, { const: constantSpec, type: typeSpec, var: variableSpec }[token]);
        break;
      case 'func':
        r.next();
        hasBody = functionDeclaration(r);
        break;
      default:
        if (token === '{' && isBodyless) r.failHere('newlineBeforeBrace', { brace: '{' });
        r.failHere('statementOutside', {});
    }
    previous = token;
    if (!r.is('EOF') && !r.got(';')) r.failHere('unexpectedTokenAfter', { token: r.shown });
  }
}

/** One declaration behind its keyword, or several in parentheses. */
export function declarationGroup(r: Recognizer, spec: (r: Recognizer) => void): void {
  if (!r.got('(')) spec(r);
  else
    r.list('grouped declaration', ';', ')', () => {
      spec(r);
      return false;
    });
}

/** The imports behind their keyword, where the go command reads them. */
function imports(r: Recognizer): void {
  if (!r.got('(')) importSpec(r);
  else {
    while (!r.is(')') && !r.is('EOF')) {
      importSpec(r);
      if (!r.got(';') && !r.is(')')) r.expectedByGo(';');
    }
    if (!r.got(')')) r.expectedByGo(')');
  }
}

function importSpec(r: Recognizer): void {
  if (r.is('name') || r.is('.')) r.next();
  if (!r.is('literal')) r.failHere('missingImportPath', {});
  if (!/^["`]/.test(r.lexer.text) && !r.lexer.isBroken) r.failHere('importPathNoString', {});
  r.next();
}

function names(r: Recognizer): void {
  r.name();
  while (r.got(',')) r.name();
}

export function constantSpec(r: Recognizer): void {
  names(r);
  if (r.is('EOF') || r.is(';') || r.is(')')) return;
  typeOrNone(r);
  if (r.gotAssign()) expressionList(r);
}

export function variableSpec(r: Recognizer): void {
  names(r);
  if (r.gotAssign()) expressionList(r);
  else {
    type(r);
    if (r.gotAssign()) expressionList(r);
  }
}

export function typeSpec(r: Recognizer): void {
  r.name();
  const start = r.at;
  if (r.got('[')) {
    if (!typeBehindBracket(r, start)) return;
  } else r.gotAssign();
  if (typeOrNone(r) === undefined) r.failHere('unexpectedTokenInType', { token: r.shown });
}

/**
 * `[P any] T`, `[n]T`, `[]T` behind the bracket.
 * @returns whether these were type parameters, so that the type follows
 */
function typeBehindBracket(r: Recognizer, start: number): boolean {
  if (r.got(']')) {
    type(r);
    return false;
  }
  if (!r.is('name')) {
    arrayType(r, start, undefined);
    return false;
  }
  // A name may begin the length of an array as well as a type parameter: what follows tells.
  let x: Shape = nameShape(r);
  if (!r.is('[')) x = r.bracketed(() => binary(r, primary(r, x, false), 0));
  const parameter = parameterIn(x, r.is(','));
  if (parameter === undefined || (parameter.constraint === undefined && r.is(']'))) {
    arrayType(r, start, x);
    return false;
  }
  const rules = { requireNames: true, allowDots: false };
  parameters(r, ']', rules, { name: parameter.name, type: parameter.constraint });
  r.gotAssign();
  return true;
}

/** A function or method behind `func`. @returns whether it has a body */
function functionDeclaration(r: Recognizer): boolean {
  let context = '';
  if (r.got('(')) {
    context = 'method';
    const { count } = parameters(r, ')', { requireNames: false, allowDots: false });
    if (count === 0) r.failHere('methodWithoutReceiver', {});
    if (count > 1) r.failHere('multipleReceivers', {});
  }
  if (!r.is('name')) r.expected(context === '' ? 'name or (' : 'name');
  r.next();
  signature(r, context);
  if (!r.is('{')) return false;
  block(r, '');
  return true;
}
