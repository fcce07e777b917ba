import type { Message } from './catalogue.ts';

type Texts<K extends string> = Readonly<Record<K, string>>;

/** Vantages over SSH: why one can't be opened, and what it can't tell. */
export const sshTexts = {
  sshPackageMissing: {
    en: ({ vantage }: Texts<'vantage'>) =>
      `“${vantage}” could not be asked from: the optional package ssh2 is not installed here.`,
    es: ({ vantage }: Texts<'vantage'>) =>
      `No se pudo preguntar desde «${vantage}»: el paquete opcional ssh2 no está instalado aquí.`,
  },
  sshUnreachable: {
    en: ({ vantage, where, problem }: Texts<'vantage' | 'where' | 'problem'>) =>
      `“${vantage}” could not be asked from: its way leads through the SSH server at ${where}, which can't be reached (${problem}).`,
    es: ({ vantage, where, problem }: Texts<'vantage' | 'where' | 'problem'>) =>
      `No se pudo preguntar desde «${vantage}»: el camino pasa por el servidor SSH de ${where}, al que no se llega (${problem}).`,
  },
  sshHostKeyOther: {
    en: (v: Texts<'vantage' | 'where' | 'pinned'> & { seen: string[] }) =>
      `“${v.vantage}” was not asked from: the SSH server at ${v.where} shows another host key than the one in the site file. Expected ${v.pinned}, seen ${v.seen.join(', ')}. It may be another machine, or somebody in between: find out before you change hostKey. Nothing was logged in to.`,
    es: (v: Texts<'vantage' | 'where' | 'pinned'> & { seen: string[] }) =>
      `No se preguntó desde «${v.vantage}»: el servidor SSH de ${v.where} muestra otra clave de host que la del archivo de sitio. Se esperaba ${v.pinned} y se vio ${v.seen.join(', ')}. Puede ser otro equipo, o alguien interpuesto: averígüelo antes de cambiar hostKey. No se inició sesión.`,
  },
  sshNoHostKey: {
    en: ({ vantage, where }: Texts<'vantage' | 'where'>) =>
      `“${vantage}” could not be asked from: the SSH server at ${where} has no host key of a kind that is taken here (Ed25519, ECDSA, RSA with SHA-2).`,
    es: ({ vantage, where }: Texts<'vantage' | 'where'>) =>
      `No se pudo preguntar desde «${vantage}»: el servidor SSH de ${where} no tiene ninguna clave de host de un tipo admitido aquí (Ed25519, ECDSA, RSA con SHA-2).`,
  },
  sshLoginRefused: {
    en: ({ vantage, where, user }: Texts<'vantage' | 'where' | 'user'>) =>
      `“${vantage}” could not be asked from: the SSH server at ${where} lets ${user} log in with none of the keys offered.`,
    es: ({ vantage, where, user }: Texts<'vantage' | 'where' | 'user'>) =>
      `No se pudo preguntar desde «${vantage}»: el servidor SSH de ${where} no permite que ${user} inicie sesión con ninguna de las claves ofrecidas.`,
  },
  sshAgentFailed: {
    en: ({ vantage, problem }: Texts<'vantage' | 'problem'>) =>
      `“${vantage}” could not be asked from: the SSH agent does not answer (${problem}).`,
    es: ({ vantage, problem }: Texts<'vantage' | 'problem'>) =>
      `No se pudo preguntar desde «${vantage}»: el agente SSH no responde (${problem}).`,
  },
  sshNoKey: {
    en: ({ vantage }: Texts<'vantage'>) =>
      `“${vantage}” could not be asked from: the site file names no key for it, and no SSH agent is running (SSH_AUTH_SOCK).`,
    es: ({ vantage }: Texts<'vantage'>) =>
      `No se pudo preguntar desde «${vantage}»: el archivo de sitio no indica ninguna clave (key) y no hay agente SSH en marcha (SSH_AUTH_SOCK).`,
  },
  sshKeyMissing: {
    en: ({ vantage, file, problem }: Texts<'vantage' | 'file' | 'problem'>) =>
      `“${vantage}” could not be asked from: the key ${file} can't be read (${problem}).`,
    es: ({ vantage, file, problem }: Texts<'vantage' | 'file' | 'problem'>) =>
      `No se pudo preguntar desde «${vantage}»: la clave ${file} no se puede leer (${problem}).`,
  },
  sshKeyTooOpen: {
    en: ({ vantage, file }: Texts<'vantage' | 'file'>) =>
      `“${vantage}” was not asked from: others on this machine can read the key ${file}. Take their rights away: chmod 600.`,
    es: ({ vantage, file }: Texts<'vantage' | 'file'>) =>
      `No se preguntó desde «${vantage}»: otros usuarios de este equipo pueden leer la clave ${file}. Quíteles el permiso: chmod 600.`,
  },
  sshKeyUnreadable: {
    en: ({ vantage, file }: Texts<'vantage' | 'file'>) =>
      `“${vantage}” could not be asked from: ${file} holds no private key of a known kind (Ed25519, ECDSA or RSA, as OpenSSH, PEM or PuTTY write them).`,
    es: ({ vantage, file }: Texts<'vantage' | 'file'>) =>
      `No se pudo preguntar desde «${vantage}»: ${file} no contiene ninguna clave privada de un tipo conocido (Ed25519, ECDSA o RSA, como las escriben OpenSSH, PEM o PuTTY).`,
  },
  sshPassphraseMissing: {
    en: ({ vantage, file }: Texts<'vantage' | 'file'>) =>
      `“${vantage}” could not be asked from: the key ${file} has a passphrase, and nobody gave it. Set PORTWITNESS_SSH_PASSPHRASE, start on a terminal, or use an agent.`,
    es: ({ vantage, file }: Texts<'vantage' | 'file'>) =>
      `No se pudo preguntar desde «${vantage}»: la clave ${file} tiene una frase de contraseña y nadie la dio. Defina PORTWITNESS_SSH_PASSPHRASE, ejecute en un terminal o use un agente.`,
  },
  sshPassphraseWrong: {
    en: ({ vantage, file }: Texts<'vantage' | 'file'>) =>
      `“${vantage}” could not be asked from: the passphrase does not open the key ${file}.`,
    es: ({ vantage, file }: Texts<'vantage' | 'file'>) =>
      `No se pudo preguntar desde «${vantage}»: la frase de contraseña no abre la clave ${file}.`,
  },
  sshAskPassphrase: {
    en: ({ file }: Texts<'file'>) => `Passphrase of ${file}: `,
    es: ({ file }: Texts<'file'>) => `Frase de contraseña de ${file}: `,
  },
  synOverSsh: {
    en: ({ vantage }: Texts<'vantage'>) =>
      `“${vantage}” asks through an SSH server, which connects and sends no packets of our making.`,
    es: ({ vantage }: Texts<'vantage'>) =>
      `«${vantage}» pregunta a través de un servidor SSH, que se conecta pero no envía paquetes hechos por este programa.`,
  },
  notExcludedOverSsh: {
    en: ({ vantage }: Texts<'vantage'>) =>
      `An SSH server asks for “${vantage}”. It says that a connection was refused, not by whom, and of an ICMP answer neither its code nor its sender; that the vantage's own firewall refused, rejected or dropped is not excluded.`,
    es: ({ vantage }: Texts<'vantage'>) =>
      `Por «${vantage}» pregunta un servidor SSH. Dice que una conexión se rechazó, pero no quién lo hizo, y de una respuesta ICMP ni su código ni su remitente; no se excluye que la rechazara o descartara el propio firewall del punto de observación.`,
  },
  sshSourceDeclared: {
    en: ({ vantage, source }: Texts<'vantage'> & { source: string[] }) =>
      `The source address of “${vantage}” (${source.join(', ')}) is the site file's word: an SSH server does not tell which address it connects from. That the packets left from that very host is proven by its host key.`,
    es: ({ vantage, source }: Texts<'vantage'> & { source: string[] }) =>
      `La dirección de origen de «${vantage}» (${source.join(', ')}) es la que declara el archivo de sitio: un servidor SSH no dice desde qué dirección se conecta. Que los paquetes salieron de ese host lo demuestra su clave de host.`,
  },
  sshSourceUnknown: {
    en: ({ vantage }: Texts<'vantage'>) =>
      `From which address “${vantage}” connects is not known: an SSH server does not tell, and the site file names no source. That the packets left from that very host is proven by its host key.`,
    es: ({ vantage }: Texts<'vantage'>) =>
      `No se sabe desde qué dirección se conecta «${vantage}»: un servidor SSH no lo dice y el archivo de sitio no indica ningún origen (source). Que los paquetes salieron de ese host lo demuestra su clave de host.`,
  },
} satisfies Record<string, Message>;
