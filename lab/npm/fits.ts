import type { Dashboard as Newest } from '@grafana/schema';
import type { Dashboard as Ten } from 'grafana-schema-10';

/** What the schema leaves to the data source: here always Prometheus. */
type Query = {
  refId: string;
  expr: string;
  datasource?: { type: string; uid: string };
  legendFormat?: string;
  format?: 'time_series' | 'table' | 'heatmap';
  instant?: boolean;
  range?: boolean;
};

/** What Grafana itself writes and reads although its schema lacks it: in variables, and in annotations from Prometheus. */
type Grafanas<T> = T extends { skipUrlSync?: boolean }
  ? { definition?: string }
  : T extends { iconColor: string }
    ? { expr?: string; step?: string; titleFormat?: string; textFormat?: string; tagKeys?: string; useValueForTime?: boolean }
    : {};

/** A type as JSON writes it: enumerations are strings. */
type Plain<T> = T extends string
  ? string extends T ? string : `${T}`
  : T extends (infer U)[]
    ? Plain<U>[]
    : T extends object
      ? { [K in keyof T]: K extends 'targets' ? Query[] : Plain<T[K]> } & Grafanas<T>
      : T;

export type Grafana10 = Plain<Ten>;
export type GrafanaNewest = Plain<Newest>;
