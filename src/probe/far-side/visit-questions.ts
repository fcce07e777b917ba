import { nobody, type ProofReading, type Purpose } from '../../far-side/messages.ts';
import type { Target } from '../../model/plan.ts';
import type { Questions } from '../../vantage/vantage.ts';
import { protocolQuestions } from '../questions/registry.ts';
import { keyedDatagrams } from './ask-over-udp.ts';
import type { Asker } from './keyed-questions.ts';

/**
 * Forbidden ports, and those where the listener answers, are asked by keyed questions. A documented port where it
 * does not may have the server itself: it is asked in turn by a keyed question and in its own protocol's words.
 */
export function visitQuestions(
  { checks, address }: Target,
  asker: Asker,
  onAnswer: (port: number, reading: ProofReading) => void,
  isProven: (port: number) => boolean,
  random: (bytes: number) => Uint8Array,
): Questions {
  const flows = checks.filter(({ kind, protocol }) => kind === 'flow' && protocol === 'udp');
  const isDocumented = (port: number) =>
    flows.some(({ ports }) => ports.some(({ from, to }) => from <= port && port <= to));
  const keyed = (purpose: Purpose) => keyedDatagrams(asker, purpose, onAnswer);
  const plain = protocolQuestions(address, random);
  const turns = new Map<number, number>();
  const ofKeyed = new WeakSet<Uint8Array>();
  return {
    ask: (port) => {
      const turn = turns.get(port) ?? 0;
      turns.set(port, turn + 1);
      if (turn % 2 === 1 && isDocumented(port) && !isProven(port)) return plain.ask(port);
      const question = keyed(asker.listener === nobody ? 'hello' : 'attempt').ask(port);
      ofKeyed.add(question);
      return question;
    },
    nameAnswer: (port, answer, asked) =>
      ofKeyed.has(asked)
        ? keyed('attempt').nameAnswer(port, answer, asked)
        : plain.nameAnswer(port, answer, asked),
  };
}
