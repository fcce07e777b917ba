import { formats } from '../report/formats/registry.ts';
import { decoded } from './argument-values.ts';
import { values } from './command.ts';

/** NAME or NAME=FILE: told together with whatever else is wrong; `parseOutputs` looks at all of them at once. */
function formatText(names: readonly string[]) {
  return decoded((text) => {
    const [name, file] = text.split('=', 2);
    if (!names.includes(name!))
      return { code: 'outputFormatUnknown', values: { format: name!, known: names.join(', ') } };
    return file === '' ? { code: 'outputFileMissing', values: { format: name! } } : { value: text };
  });
}

export function formatOptionOf(names: readonly string[]) {
  return values('optionFormat', formatText(names), names);
}

export const formatOption = formatOptionOf([...formats.keys()]);
