// Markdown: tables and code, safe for whatever a source file says.

/** Text as code; what would end it is taken out. */
export function code(text: string): string {
  const safe = text.replace(/[\r\n]+/g, ' ');
  return safe.includes('`') ? `\`\` ${safe.replaceAll('``', '` `')} \`\`` : `\`${safe}\``;
}

/** Text that stands for itself. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!~-]/g, '\\$&').replace(/[\r\n]+/g, ' ');
}

/** A table; the cells are Markdown themselves. Columns whose cells are all numbers are set to the right. */
export function markdownTable(heading: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = heading.map((_, i) => (rows.every((row) => typeof row[i] === 'number') ? '---:' : '---'));
  return [heading, rule, ...rows].map(line).join('\n');
}
