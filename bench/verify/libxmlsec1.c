/*
 * Reads and verifies one message again and again: libxmlsec1 FILE CERTIFICATE MILLISECONDS [kept] prints CPU microseconds
 * of each. The library keeps no certificates, so its key is taken from the certificate for every message, or, with
 * `kept`, once and for all.
 */
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <xmlsec/crypto.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmlsec.h>
#include <xmlsec/xmltree.h>

static char message[1 << 16];
static char certificate[1 << 14];
static size_t length, certificate_length;

static size_t read_file(const char *name, char *into, size_t most) {
  FILE *file = fopen(name, "rb");
  size_t got = file ? fread(into, 1, most, file) : 0;
  if (file) fclose(file);
  return got;
}

static double cpu_microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

static xmlSecKeyPtr load_key(void) {
  return xmlSecCryptoAppKeyLoadMemory((const xmlSecByte *)certificate, certificate_length, xmlSecKeyDataFormatCertPem, NULL, NULL, NULL);
}

static int verify(xmlSecKeyPtr kept) {
  const xmlChar *ids[] = {BAD_CAST "Id", NULL};
  int holds = 0;
  xmlDocPtr doc = xmlReadMemory(message, length, NULL, NULL, XML_PARSE_NONET);
  if (!doc) return 0;
  xmlSecAddIDs(doc, xmlDocGetRootElement(doc), ids);
  xmlNodePtr signature = xmlSecFindNode(xmlDocGetRootElement(doc), xmlSecNodeSignature, xmlSecDSigNs);
  xmlSecDSigCtxPtr context = xmlSecDSigCtxCreate(NULL);
  if (signature && context) {
    context->signKey = kept ? kept : load_key();
    holds = xmlSecDSigCtxVerify(context, signature) == 0 && context->status == xmlSecDSigStatusSucceeded &&
            xmlSecPtrListGetSize(&context->signedInfoReferences) == 2;
    if (kept) context->signKey = NULL;
  }
  if (context) xmlSecDSigCtxDestroy(context);
  xmlFreeDoc(doc);
  return holds;
}

static double measure(xmlSecKeyPtr kept, double milliseconds) {
  const int batch = 20;
  long count = 0;
  double start = cpu_microseconds(), spent;
  do {
    for (int i = 0; i < batch; i++)
      if (!verify(kept)) {
        fputs("the message was not verified\n", stderr);
        exit(1);
      }
    count += batch;
    spent = cpu_microseconds() - start;
  } while (spent < milliseconds * 1e3);
  return spent / count;
}

int main(int argc, char **argv) {
  if (argc != 4 && argc != 5) return 2;
  length = read_file(argv[1], message, sizeof message);
  certificate_length = read_file(argv[2], certificate, sizeof certificate);
  if (!length || !certificate_length) return 2;
  xmlInitParser();
  if (xmlSecInit() < 0 || xmlSecCryptoAppInit(NULL) < 0 || xmlSecCryptoInit() < 0) return 1;
  xmlSecKeyPtr kept = argc == 5 ? load_key() : NULL;
  if (argc == 5 && !kept) return 1;
  measure(kept, 50);
  printf("%f\n", measure(kept, atof(argv[3])));
  return 0;
}
