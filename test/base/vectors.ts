export interface OwnVector {
  readonly name: string;
  readonly xml: string;
  /** Local name of the apex. */
  readonly apex: string;
  readonly inclusive?: readonly string[];
  readonly comments?: boolean;
  readonly canonical: string;
}

/** A small set that stands alone; each was written by hand from the recommendation, and libxml2 agrees (see c14n-property.test.ts). */
export const OWN: readonly OwnVector[] = [
  {
    name: 'only what is visibly utilised is declared',
    xml: '<a:r xmlns:a="urn:a" xmlns:b="urn:b" xmlns="urn:d"><a:x b:k="1"><y/></a:x></a:r>',
    apex: 'x',
    canonical: '<a:x xmlns:a="urn:a" xmlns:b="urn:b" b:k="1"><y xmlns="urn:d"></y></a:x>',
  },
  {
    name: 'PrefixList declares what is in scope, #default too',
    xml: '<r xmlns="urn:d" xmlns:a="urn:a" xmlns:b="urn:b"><a:x/></r>',
    apex: 'x',
    inclusive: ['b', '#default', 'b', 'unknown'],
    canonical: '<a:x xmlns="urn:d" xmlns:a="urn:a" xmlns:b="urn:b"></a:x>',
  },
  {
    name: 'a prefix bound again is declared again, and again on the way out',
    xml: '<p:r xmlns:p="urn:1"><p:x><p:y xmlns:p="urn:2"><p:z/></p:y><p:z/></p:x></p:r>',
    apex: 'x',
    canonical: '<p:x xmlns:p="urn:1"><p:y xmlns:p="urn:2"><p:z></p:z></p:y><p:z></p:z></p:x>',
  },
  {
    name: 'the empty default namespace is declared only below a declared one',
    xml: '<r xmlns="urn:d"><x><y xmlns=""><z/></y></x></r>',
    apex: 'x',
    canonical: '<x xmlns="urn:d"><y xmlns=""><z></z></y></x>',
  },
  {
    name: 'attributes by namespace and name, values escaped and normalised',
    xml: '<r xmlns:b="urn:a" xmlns:a="urn:b"><x a:k="1" b:k="2" z=\'"\t&#9;&lt;&#13;>\' A="é"/></r>',
    apex: 'x',
    canonical: '<x xmlns:a="urn:b" xmlns:b="urn:a" A="é" z="&quot; &#x9;&lt;&#xD;>" b:k="2" a:k="1"></x>',
  },
  {
    name: 'text escaped, line ends normalised, CDATA and references resolved, comments gone',
    xml: '<r><x>a>b&#13;\r\n&quot;<![CDATA[<&>]]><!-- c -->&#x10FFFF;<?pi  d ?></x></r>',
    apex: 'x',
    canonical: '<x>a&gt;b&#xD;\n"&lt;&amp;&gt;\u{10ffff}<?pi d ?></x>',
  },
  {
    name: 'comments kept when asked for',
    xml: '<r><x><!-- c --></x></r>',
    apex: 'x',
    comments: true,
    canonical: '<x><!-- c --></x>',
  },
];
