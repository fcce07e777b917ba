import { csv } from './csv.ts';
import type { FirewallFormat } from './format.ts';
import { nftables } from './nftables.ts';
import { terraform } from './terraform.ts';
import { windowsFirewall } from './windows-firewall.ts';

/** Every way of writing a site's rules for firewalls. */
export const firewallFormats: readonly FirewallFormat[] = [csv, nftables, windowsFirewall, terraform];
