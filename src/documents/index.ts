/** Documents for people, each written once as data and rendered as a page and as a PDF. */
export { accessibilityRouter } from './accessibility/router.ts';
export { type AddExtensions, makeAddExtensions } from './extensions.ts';
export { csv, iptables, netsh, nft } from './firewall/commands.ts';
export { firewallPaper } from './firewall/paper.ts';
export { type FirewallRule, firewallRules } from './firewall/rules.ts';
export { guidePaper, type Server } from './guide/paper.ts';
export { PAGE_POLICY, paperHtml } from './paper/html.ts';
export { type Block, facts, heading, type Paper, text } from './paper/paper.ts';
export { paperPdf } from './paper/pdf.ts';
export { Printer } from './paper/printer.ts';
export { type Report, type ReportFinding, reportPdf } from './report.ts';
export type { SignDetached } from './signature.ts';
export { VERIFICATION_DESCRIPTION } from './verification/description.ts';
export type { Issued, IssuedStore } from './verification/issued.ts';
export {
  VERIFICATION_API,
  VERIFICATION_PAGE,
  type VerificationPorts,
  verificationRouter,
} from './verification/router.ts';
export { type IssuePorts, type IssueVolant, makeIssueVolant } from './volant/issue.ts';
export { readContent } from './volant/read.ts';
export type { Content, Volant } from './volant/volant.ts';
