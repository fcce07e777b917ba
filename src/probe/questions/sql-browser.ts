import type { UdpQuestion } from './question.ts';

const [everyInstance, response] = [0x03, 0x05];

/** Which instances there are (MC-SQLR, CLNT_UCAST_EX): the browser's one service. */
export const sqlBrowser: UdpQuestion = {
  name: 'sql-browser',
  ports: [1434],
  ask: () => Uint8Array.of(everyInstance),
  answers: (answer) => answer[0] === response && answer.length >= 3,
};
