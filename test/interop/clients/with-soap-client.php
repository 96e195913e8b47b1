<?php
// A volant by PHP's SoapClient over TLS with a client certificate. Arguments: the WSDL, the service, its CA, key and certificate.
[, $wsdl, $service, $ca, $pair] = $argv;
$client = new SoapClient($wsdl, [
    'location' => $service,
    'local_cert' => $pair,
    'stream_context' => stream_context_create(['ssl' => ['cafile' => $ca, 'peer_name' => 'localhost']]),
    'cache_wsdl' => WSDL_CACHE_NONE,
]);
$asked = '<p:peticionDatosTitular xmlns:p="http://www.aocat.net/padro"><p:numExpediente>1</p:numExpediente>'
    . '<p:tipoDocumentacion>1</p:tipoDocumentacion><p:documentacion>12344321Z</p:documentacion>'
    . '<p:codigoMunicipio>023</p:codigoMunicipio><p:codigoProvincia>17</p:codigoProvincia><p:idescat>0</p:idescat>'
    . '</p:peticionDatosTitular>';
$emisor = ['NifEmisor' => 'Q0801175A', 'NombreEmisor' => 'Consorci AOC'];
$solicitante = ['IdentificadorSolicitante' => '9821920002', 'NombreSolicitante' => "Ens de l'Ametlla", 'Finalidad' => 'PROVES'];
$answer = $client->procesa(['Peticion' => [
    'Atributos' => [
        'IdPeticion' => 'PHP-' . bin2hex(random_bytes(8)),
        'NumElementos' => 1,
        'TimeStamp' => date('c'),
        'CodigoCertificado' => 'TITULAR',
        'CodigoProducto' => 'PADRO',
        'DatosAutorizacion' => $solicitante,
        'Emisor' => $emisor,
    ],
    'Solicitudes' => ['SolicitudTransmision' => [
        'DatosGenericos' => [
            'Emisor' => $emisor,
            'Solicitante' => $solicitante + ['Consentimiento' => 'Si'],
            'Transmision' => ['CodigoCertificado' => 'TITULAR', 'IdSolicitud' => '1'],
        ],
        'DatosEspecificos' => ['any' => $asked],
    ]],
]]);
$answered = $answer->Respuesta->Transmisiones->TransmisionDatos->DatosEspecificos->any;
preg_match('/<\w+:codigoResultado>(\d)</', $answered, $resultado);
echo $answer->Respuesta->Atributos->Estado->CodigoEstado, ' ', $resultado[1], "\n";
