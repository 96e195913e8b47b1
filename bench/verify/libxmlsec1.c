/* Reads and verifies one message again and again: libxmlsec1 FILE CERTIFICATE MILLISECONDS prints CPU microseconds of each. */
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <xmlsec/crypto.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmlsec.h>
#include <xmlsec/xmltree.h>

static char message[1 << 16];
static size_t length;

static double cpu_microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

static int verify(xmlSecKeyPtr key) {
  const xmlChar *ids[] = {BAD_CAST "Id", NULL};
  int holds = 0;
  xmlDocPtr doc = xmlReadMemory(message, length, NULL, NULL, XML_PARSE_NONET);
  if (!doc) return 0;
  xmlSecAddIDs(doc, xmlDocGetRootElement(doc), ids);
  xmlNodePtr signature = xmlSecFindNode(xmlDocGetRootElement(doc), xmlSecNodeSignature, xmlSecDSigNs);
  xmlSecDSigCtxPtr context = xmlSecDSigCtxCreate(NULL);
  if (signature && context) {
    context->signKey = key;
    holds = xmlSecDSigCtxVerify(context, signature) == 0 && context->status == xmlSecDSigStatusSucceeded &&
            xmlSecPtrListGetSize(&context->signedInfoReferences) == 2;
    context->signKey = NULL;
  }
  if (context) xmlSecDSigCtxDestroy(context);
  xmlFreeDoc(doc);
  return holds;
}

static double measure(xmlSecKeyPtr key, double milliseconds) {
  const int batch = 20;
  long count = 0;
  double start = cpu_microseconds(), spent;
  do {
    for (int i = 0; i < batch; i++)
      if (!verify(key)) {
        fputs("the message was not verified\n", stderr);
        exit(1);
      }
    count += batch;
    spent = cpu_microseconds() - start;
  } while (spent < milliseconds * 1e3);
  return spent / count;
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  FILE *file = fopen(argv[1], "rb");
  if (!file) return 2;
  length = fread(message, 1, sizeof message, file);
  fclose(file);
  xmlInitParser();
  if (xmlSecInit() < 0 || xmlSecCryptoAppInit(NULL) < 0 || xmlSecCryptoInit() < 0) return 1;
  xmlSecKeyPtr key = xmlSecCryptoAppKeyLoad(argv[2], xmlSecKeyDataFormatCertPem, NULL, NULL, NULL);
  if (!key) return 1;
  measure(key, 50);
  printf("%f\n", measure(key, atof(argv[3])));
  return 0;
}
