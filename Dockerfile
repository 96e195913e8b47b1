# Build: compiles better-sqlite3 and the gateway (`npm ci` runs `prepare`), then leaves out what only development needs.
FROM node:24-slim AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 make g++ \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json tsconfig.json tsconfig.build.json ./
COPY src src
COPY scripts/sqlite-binding.mjs scripts/object-wrap.h scripts/
RUN npm ci --no-audit --no-fund && npm prune --omit=dev --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production \
    PADRO_STORE_PATH=/var/lib/padro/padro.sqlite \
    PADRO_TRUST_DIR=/app/certs
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
COPY data data
COPY wsdl wsdl
COPY certs certs
RUN mkdir -p /var/lib/padro && chown node:node /var/lib/padro
USER node
VOLUME /var/lib/padro
EXPOSE 8080 8443 8081 8082
# The management plane listens on loopback unless PADRO_MANAGEMENT_HOST says otherwise.
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8081/health/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# DEP0060: http-proxy uses util._extend, and Node says so at every start.
ENTRYPOINT ["node", "--max-semi-space-size=64", "--disable-warning=DEP0060", "dist/main.js"]
CMD ["serve"]
