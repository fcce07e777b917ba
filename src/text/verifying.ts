import { formatNumber, plural } from './number.ts';
import type { Message } from './catalogue.ts';

type File = { readonly file: string };
type Subject = { readonly subject: string };
type Authority = { readonly authority: string };

/** Keys that sign, and what `verify` finds. */
export const verifyingTexts = {
  verifyIntact: { en: () => 'intact', es: () => 'íntegra' },
  verifyAltered: { en: () => 'ALTERED', es: () => 'ALTERADA' },
  verifyUndecidable: { en: () => 'undecidable', es: () => 'indeterminable' },
  verifyMore: {
    en: ({ count }: { count: number }) => `and ${formatNumber('en', count)} more`,
    es: ({ count }: { count: number }) => `y ${formatNumber('es', count)} más`,
  },
  verifiedFiles: {
    en: ({ files }: { files: number }) =>
      `${plural('en', files, { one: '# file is', other: '# files are' })} as the manifest has them`,
    es: ({ files }: { files: number }) =>
      `${plural('es', files, { one: '# archivo coincide', other: '# archivos coinciden' })} con el manifiesto`,
  },
  verifiedSlices: {
    en: ({ slices, workers }: { slices: number; workers: number }) =>
      `${plural('en', slices, { one: '# answer', other: '# answers' })} of ${plural('en', workers, { one: '# worker is', other: '# workers are' })} signed by keys that the site file names`,
    es: ({ slices, workers }: { slices: number; workers: number }) =>
      `${plural('es', slices, { one: '# respuesta', other: '# respuestas' })} de ${plural('es', workers, { one: '# trabajador', other: '# trabajadores' })} con firmas de claves que figuran en el archivo de sitio`,
  },
  slicesBroken: {
    en: ({ file }: File) => `${file} can’t be read as the answers of workers`,
    es: ({ file }: File) => `${file} no se puede leer como respuestas de trabajadores`,
  },
  sliceSignatureWrong: {
    en: ({ file, line }: File & { line: number }) =>
      `${file}, line ${line}: not signed by a worker that the site file names, or not the answer to that slice`,
    es: ({ file, line }: File & { line: number }) =>
      `${file}, línea ${line}: sin la firma de un trabajador que figure en el archivo de sitio, o no responde a esa parte`,
  },
  observationUnsigned: {
    en: ({ file, line }: File & { line: number }) =>
      `${file}, line ${line}: said to be seen by a worker, and no worker signed it`,
    es: ({ file, line }: File & { line: number }) =>
      `${file}, línea ${line}: atribuida a un trabajador, y ningún trabajador la firmó`,
  },
  signedNotKept: {
    en: ({ count, file }: File & { count: number }) =>
      `${plural('en', count, { one: '# observation that workers signed is', other: '# observations that workers signed are' })} missing in ${file}`,
    es: ({ count, file }: File & { count: number }) =>
      `${plural('es', count, { one: 'falta # observación firmada por trabajadores', other: 'faltan # observaciones firmadas por trabajadores' })} en ${file}`,
  },
  verifiedUnsigned: { en: () => 'nobody signed it', es: () => 'nadie la firmó' },
  verifiedSigned: {
    en: ({ subject }: Subject) => `signed by ${subject}`,
    es: ({ subject }: Subject) => `firmada por ${subject}`,
  },
  verifiedSignedUnanchored: {
    en: ({ subject }: Subject) =>
      `signed by whoever calls themselves ${subject} (--ca FILE tells whether to trust that)`,
    es: ({ subject }: Subject) =>
      `firmada por quien se identifica como ${subject} (--ca ARCHIVO indica si es de confianza)`,
  },
  verifiedStamped: {
    en: ({ at, subject }: Subject & { at: string }) => `stamped at ${at} by ${subject}`,
    es: ({ at, subject }: Subject & { at: string }) => `sellada el ${at} por ${subject}`,
  },

  runNotSealed: {
    en: () => 'it has not ended: there is no manifest to hold it against',
    es: () => 'no ha terminado: no hay ningún manifiesto con que compararla',
  },
  manifestMissing: {
    en: () =>
      'it ended, and its manifest is missing: it was taken away, or the run was killed in the last moment',
    es: () => 'terminó y le falta el manifiesto: se ha quitado, o la ejecución se cortó en el último momento',
  },
  manifestBroken: {
    en: () => 'manifest.json was changed: it is no manifest any more',
    es: () => 'manifest.json ha cambiado: ya no es un manifiesto',
  },
  fileAltered: {
    en: ({ file, was, is }: File & { was: number; is: number }) =>
      was === is
        ? `${file} was changed`
        : `${file} was changed (${formatNumber('en', was)} bytes, now ${formatNumber('en', is)})`,
    es: ({ file, was, is }: File & { was: number; is: number }) =>
      was === is
        ? `${file} ha cambiado`
        : `${file} ha cambiado (${formatNumber('es', was)} bytes, ahora ${formatNumber('es', is)})`,
  },
  fileGone: {
    en: ({ file }: File) => `${file} was removed`,
    es: ({ file }: File) => `se ha eliminado ${file}`,
  },
  fileAdded: {
    en: ({ file }: File) => `${file} was added`,
    es: ({ file }: File) => `se ha añadido ${file}`,
  },
  fileNoFile: {
    en: ({ file }: File) => `${file} was replaced by something that is no file`,
    es: ({ file }: File) => `${file} se ha sustituido por algo que no es un archivo`,
  },
  digestsAltered: {
    en: ({ file }: File) => `${file} was changed`,
    es: ({ file }: File) => `${file} ha cambiado`,
  },
  digestOther: {
    en: ({ file, digests }: File & { digests: string }) =>
      `${file} was changed: its hash is not the one in ${digests}`,
    es: ({ file, digests }: File & { digests: string }) =>
      `${file} ha cambiado: su hash no es el que figura en ${digests}`,
  },

  signatureStripped: {
    en: ({ subject }: Subject) => `the signature of ${subject} was removed`,
    es: ({ subject }: Subject) => `se ha eliminado la firma de ${subject}`,
  },
  signatureNone: {
    en: () => 'nobody signed it: the certificates of --ca vouch for nothing here',
    es: () => 'nadie la firmó: los certificados de --ca no avalan nada aquí',
  },
  signatureUnreadable: {
    en: () =>
      'the signature can not be read: it was changed, or it is of a kind that this program does not know',
    es: () => 'la firma no se puede leer: ha cambiado, o es de un tipo que este programa no conoce',
  },
  signatureForged: {
    en: () => 'the signature is forged: it is not of this manifest',
    es: () => 'la firma está falsificada: no corresponde a este manifiesto',
  },
  signatureByOther: {
    en: ({ subject, announced }: Subject & { announced: string }) =>
      `the signature is ${subject}'s, while the manifest names ${announced}'s certificate`,
    es: ({ subject, announced }: Subject & { announced: string }) =>
      `la firma es de ${subject}, pero el manifiesto nombra el certificado de ${announced}`,
  },
  signatureForeign: {
    en: ({ subject }: Subject) => `the signature is foreign: no certificate of --ca vouches for ${subject}`,
    es: ({ subject }: Subject) => `la firma es ajena: ningún certificado de --ca avala a ${subject}`,
  },
  signatureExpired: {
    en: ({ subject, day }: Subject & { day: string }) =>
      `it was signed with an expired certificate: that of ${subject} ended on ${day}`,
    es: ({ subject, day }: Subject & { day: string }) =>
      `se firmó con un certificado caducado: el de ${subject} terminó el ${day}`,
  },
  signatureNotYet: {
    en: ({ subject, day }: Subject & { day: string }) =>
      `it was signed before its certificate held: that of ${subject} begins on ${day}`,
    es: ({ subject, day }: Subject & { day: string }) =>
      `se firmó antes de que su certificado fuera válido: el de ${subject} empieza el ${day}`,
  },
  signatureExpiredSince: {
    en: ({ subject, day }: Subject & { day: string }) =>
      `the certificate of ${subject} ended on ${day}; without a time stamp nobody can say whether it was signed before`,
    es: ({ subject, day }: Subject & { day: string }) =>
      `el certificado de ${subject} terminó el ${day}; sin sello de tiempo nadie puede decir si se firmó antes`,
  },
  stampStripped: {
    en: ({ authority }: Authority) => `the time stamp of ${authority} was removed`,
    es: ({ authority }: Authority) => `se ha eliminado el sello de tiempo de ${authority}`,
  },
  stampOfOther: {
    en: ({ authority }: Authority) => `the time stamp of ${authority} is of something else`,
    es: ({ authority }: Authority) => `el sello de tiempo de ${authority} es de otra cosa`,
  },
  stampForged: {
    en: ({ authority }: Authority) => `the time stamp of ${authority} is forged, or can not be read`,
    es: ({ authority }: Authority) =>
      `el sello de tiempo de ${authority} está falsificado o no se puede leer`,
  },
  stampForeign: {
    en: ({ subject, at }: Subject & { at: string }) =>
      `the time stamp of ${at} is foreign: no certificate of --ca vouches for ${subject}`,
    es: ({ subject, at }: Subject & { at: string }) =>
      `el sello de tiempo del ${at} es ajeno: ningún certificado de --ca avala a ${subject}`,
  },
  stampExpired: {
    en: ({ subject, at }: Subject & { at: string }) =>
      `the certificate of ${subject} did not hold at ${at}, when it made the time stamp`,
    es: ({ subject, at }: Subject & { at: string }) =>
      `el certificado de ${subject} no era válido el ${at}, cuando hizo el sello de tiempo`,
  },

  beforeGone: {
    en: ({ run, folder }: { run: string; folder: string }) =>
      `the run before, ${run}, was removed (${folder})`,
    es: ({ run, folder }: { run: string; folder: string }) =>
      `se ha eliminado la ejecución anterior, ${run} (${folder})`,
  },
  beforeNotHere: {
    en: ({ run }: { run: string }) =>
      `the run before, ${run}, is not in the folder beside: whether it was removed can not be told from here`,
    es: ({ run }: { run: string }) =>
      `la ejecución anterior, ${run}, no está en la carpeta contigua: desde aquí no se puede saber si se eliminó`,
  },
  beforeAltered: {
    en: ({ run, folder }: { run: string; folder: string }) =>
      `the run before, ${run}, was changed since (${folder})`,
    es: ({ run, folder }: { run: string; folder: string }) =>
      `la ejecución anterior, ${run}, ha cambiado desde entonces (${folder})`,
  },
  knownOtherwise: {
    en: ({ run }: { run: string }) => `it was changed since ${run} followed it`,
    es: ({ run }: { run: string }) => `ha cambiado desde que la siguió ${run}`,
  },

  anchorsUnreadable: {
    en: () => 'holds no certificates in PEM.',
    es: () => 'no contiene certificados en PEM.',
  },
  signingKeyMissing: { en: () => 'holds no private key.', es: () => 'no contiene ninguna clave privada.' },
  keyUnreadable: {
    en: () => 'is no key that can be read; expected PEM or PKCS#12.',
    es: () => 'no es una clave legible; se esperaba PEM o PKCS#12.',
  },
  keyLocked: {
    en: () => 'is locked: give its passphrase in the variable PORTWITNESS_KEY_PASSPHRASE.',
    es: () => 'está protegida: indique su contraseña en la variable PORTWITNESS_KEY_PASSPHRASE.',
  },
  keyPassphraseWrong: {
    en: () => 'is not opened by the passphrase in PORTWITNESS_KEY_PASSPHRASE.',
    es: () => 'no se abre con la contraseña de PORTWITNESS_KEY_PASSPHRASE.',
  },
  keyKind: {
    en: ({ kind }: { kind: string }) =>
      `holds a key of the kind ${kind}; only RSA and EC keys sign what OpenSSL 3.0 verifies.`,
    es: ({ kind }: { kind: string }) =>
      `contiene una clave de tipo ${kind}; solo las claves RSA y EC firman lo que verifica OpenSSL 3.0.`,
  },
  keyWithoutCertificate: {
    en: () => 'holds no certificate of its key: put both into one file.',
    es: () => 'no contiene ningún certificado de su clave: reúna ambos en un archivo.',
  },
  keyWithoutFolder: {
    en: ({ option }: { option: string }) => `${option} seals a kept run: add --out, or --resume.`,
    es: ({ option }: { option: string }) => `${option} sella una ejecución guardada: añada --out o --resume.`,
  },
} satisfies Record<string, Message>;
