import { isIP } from 'node:net';
import type { TlsAnswer } from '../../model/conversation.ts';
import type { Converse } from './conversation.ts';
import { plainService } from './plain-service.ts';
import { certificateFacts } from './tls/certificate.ts';
import { shakeHands } from './tls/handshake.ts';

/** Asks a TLS port for its handshake and its certificates. */
export const askTls: Converse<'tls'> = (request, { withConnection }) =>
  withConnection(async (stream, reader): Promise<TlsAnswer> => {
    const { serverName } = request;
    const handshake = await shakeHands(stream, reader, {
      // Literal addresses are no server names (RFC 6066 section 3).
      serverName: serverName === null || isIP(serverName) !== 0 ? null : serverName,
      alpn: [],
      versions: ['TLSv1.3', 'TLSv1.2', 'TLSv1.1', 'TLSv1.0'],
    });
    if (handshake.status === 'plain') {
      const heard = reader.heard();
      return { kind: 'tls', status: 'plain', service: plainService(heard), heard: heard.toString('base64') };
    }
    if (handshake.status === 'alert') return { kind: 'tls', ...handshake };
    const { certificates, clientCertificateAsked, ...facts } = handshake;
    return {
      kind: 'tls',
      ...facts,
      chain: certificates.map((der) => certificateFacts(der)),
      clientCertificate: clientCertificateAsked ? 'requested' : 'no',
    };
  });
