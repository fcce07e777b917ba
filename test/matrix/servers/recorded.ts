/**
 * What servers of their time answered to the hellos of this program: OpenSSL 1.0.1e (of Node 0.10.20, which still
 * spoke SSL 2.0 and 3.0) with an RSA key of 1024 bits, and OpenSSL 3.5 (of Node 24) asked for X25519MLKEM768.
 */

const bytes = (...lines: readonly string[]): Buffer => Buffer.from(lines.join(''), 'base64');

/** A SERVER-HELLO of SSL 2.0, with its certificate and seven ciphers. */
export const recordedSsl2 = bytes(
  'gdwEAAEAAgGsABUAEDCCAagwggERAhRtdSFs1uFF8VvW6Cac5iUSzVphlzANBgkqhkiG9w0BAQUFADATMREwDwYDVQQDDAhvbGQu',
  'dGVzdDAeFw0yNjExMjIxNjM3MDBaFw0yNjEyMjIxNjM3MDBaMBMxETAPBgNVBAMMCG9sZC50ZXN0MIGfMA0GCSqGSIb3DQEBAQUA',
  'A4GNADCBiQKBgQCVz23MojdwfBgDewzhPVVbjbyMulWpihKEUEYrZreqbzGYUD12SnanG9l20YSieW536rgI3u2mhdTswnAmOTgw',
  'zFy32yWJE/MG0ptOpGrtX7L69H7oNDJXkPHaEQc0LPE3MrJtokOajtCdJPydvMUIU/gG+oYAD+942fW/p/liNQIDAQABMA0GCSqG',
  'SIb3DQEBBQUAA4GBAH9ZY5diVOAphdJveT7q4NqCHTWFckb3rN203zRm2nZRatd3kCfM0FtMDDwR/12B+g/kI89BD5mg6OUkTxI7',
  'F6DHmgkpv742/Qv5jwLByJf2uC5KqY2laB6xH5Y50EHEKKsSj3RAEGa99zvRCsyKp9kuKxqbl0EatyaiGqmELrN3AQCAAgCAAwCA',
  'BACABQCABgBABwDA2yQZcg97bNJaOTd5MLEIQQ==',
);

/** ServerHello, Certificate and ServerHelloDone of SSL 3.0. */
export const recordedSsl3 = bytes(
  'FgMAAEoCAABGAwBrAxouLi7bfjaKXtvXudln30kRFwbAMPUkFOf6Vy1cpiD9yUUdWsWTa/YKoZT8RvQvSdYFnxGog4VyZDmBv3oD',
  'ewAvABYDAAG2CwABsgABrwABrDCCAagwggERAhRtdSFs1uFF8VvW6Cac5iUSzVphlzANBgkqhkiG9w0BAQUFADATMREwDwYDVQQD',
  'DAhvbGQudGVzdDAeFw0yNjExMjIxNjM3MDBaFw0yNjEyMjIxNjM3MDBaMBMxETAPBgNVBAMMCG9sZC50ZXN0MIGfMA0GCSqGSIb3',
  'DQEBAQUAA4GNADCBiQKBgQCVz23MojdwfBgDewzhPVVbjbyMulWpihKEUEYrZreqbzGYUD12SnanG9l20YSieW536rgI3u2mhdTs',
  'wnAmOTgwzFy32yWJE/MG0ptOpGrtX7L69H7oNDJXkPHaEQc0LPE3MrJtokOajtCdJPydvMUIU/gG+oYAD+942fW/p/liNQIDAQAB',
  'MA0GCSqGSIb3DQEBBQUAA4GBAH9ZY5diVOAphdJveT7q4NqCHTWFckb3rN203zRm2nZRatd3kCfM0FtMDDwR/12B+g/kI89BD5mg',
  '6OUkTxI7F6DHmgkpv742/Qv5jwLByJf2uC5KqY2laB6xH5Y50EHEKKsSj3RAEGa99zvRCsyKp9kuKxqbl0EatyaiGqmELrN3FgMA',
  'AAQOAAAA',
);

/** A HelloRetryRequest for X25519MLKEM768, and the change of cipher that follows it. */
export const recordedHybridRetry = Buffer.from(
  '1603030058020000540303cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c203622d2ef085d822eb36f' +
    'b0b2f66c0bb44936edf14d0d0673d18cca6ea89e69e2130200000c002b000203040033000211ec140303000101',
  'hex',
);
