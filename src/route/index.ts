export { makeRoute, type RoutePorts, type Routes } from './route.ts';
