import { formats } from '../report/formats/registry.ts';
import { decoded } from './argument-values.ts';
import { values } from './command.ts';

/** NAME or NAME=FILE: told together with whatever else is wrong; `parseOutputs` looks at all of them at once. */
const formatText = decoded((text) => {
  const [name, file] = text.split('=', 2);
  if (!formats.has(name!)) {
    return { code: 'outputFormatUnknown', values: { format: name!, known: [...formats.keys()].join(', ') } };
  }
  return file === '' ? { code: 'outputFileMissing', values: { format: name! } } : { value: text };
});

export const formatOption = values('optionFormat', formatText, [...formats.keys()]);
