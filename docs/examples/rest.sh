#!/bin/sh
# Asks for a volant over REST with a token signed by OpenSSL: sh rest.sh [ORIGIN] [PKI FOLDER]
set -eu
origin=${1:-http://127.0.0.1:8080}
pki=${2:-var/demo/pki}
url=$origin/v1/volants/TITULAR
base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

body='{"IdPeticion": "REST-'$(date +%s%N)'", "IdentificadorSolicitante": "9821920002", "NombreSolicitante": "Prova",
  "Finalidad": "PROVES", "Consentimiento": "Ley", "tipoDocumentacion": 1, "documentacion": "12344321Z",
  "codigoProvincia": "17", "codigoMunicipio": "023"}'
certificate=$(openssl x509 -in "$pki/consumer.pem" -outform DER | openssl base64 -A)
digest=$(printf %s "$body" | openssl dgst -sha256 -binary | base64url)
now=$(date +%s)

header=$(printf '{"alg":"RS256","typ":"JWT","x5c":["%s"]}' "$certificate" | base64url)
claims=$(printf '{"iss":"9821920002","jti":"%s","iat":%d,"exp":%d,"htm":"POST","htu":"%s","sha256":"%s"}' \
  "$(openssl rand -hex 16)" "$now" $((now + 60)) "$url" "$digest" | base64url)
signature=$(printf %s "$header.$claims" | openssl dgst -sha256 -sign "$pki/consumer.key" -binary | base64url)

curl -sS -H 'Content-Type: application/json' -H "Authorization: Bearer $header.$claims.$signature" -d "$body" "$url"
