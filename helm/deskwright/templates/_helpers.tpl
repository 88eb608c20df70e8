{{/* Base of all names. */}}
{{- define "deskwright.fullname" -}}
{{- $chart := default .Chart.Name .Values.nameOverride }}
{{- $both := contains $chart .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $chart) }}
{{- default $both .Values.fullnameOverride | trunc 50 | trimSuffix "-" }}
{{- end }}

{{/* Name of what belongs to the operator; the chart's other components will have their own. */}}
{{- define "deskwright.operator" -}}
{{ include "deskwright.fullname" . }}-operator
{{- end }}

{{/* What the operator's pods are found by: never changes, since a Deployment's selector cannot. */}}
{{- define "deskwright.selector" -}}
app.kubernetes.io/name: deskwright
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: operator
{{- end }}

{{/* Labels of every object. */}}
{{- define "deskwright.labels" -}}
app.kubernetes.io/name: deskwright
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version | replace "+" "_" }}
{{- end }}

{{/* Labels of what belongs to the operator. */}}
{{- define "deskwright.operator.labels" -}}
{{ include "deskwright.labels" . }}
app.kubernetes.io/component: operator
{{- end }}

{{- define "deskwright.serviceAccount" -}}
{{ default (.Values.serviceAccount.create | ternary (include "deskwright.operator" .) "default") .Values.serviceAccount.name }}
{{- end }}

{{/* Where pods run, and as whom: (dict "values" values "selector" labels of these pods). */}}
{{- define "deskwright.placement" -}}
{{- $selector := .selector }}
{{- with .values }}
{{- with .priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .topologySpreadConstraints }}
topologySpreadConstraints:
  {{- $own := dict "labelSelector" (dict "matchLabels" ($selector | fromYaml)) }}
  {{- range . }}
  - {{- merge (deepCopy .) $own | toYaml | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  seccompProfile:
    type: RuntimeDefault
{{- end }}

{{- define "deskwright.image" -}}
{{- with .Values.image -}}
{{ .repository }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ default $.Chart.AppVersion .tag }}{{ end }}
{{- end }}
{{- end }}

{{- define "deskwright.port" -}}
{{ default 8080 .Values.config.httpPort }}
{{- end }}

{{/* ConfigMap with the levels of single loggers. */}}
{{- define "deskwright.logLevels" -}}
{{ include "deskwright.fullname" . }}-log-levels
{{- end }}

{{/* Port of the collector that a tracingEndpoint names, for a NetworkPolicy; nothing without one. */}}
{{- define "deskwright.tracingPort" -}}
{{- with . }}
{{- $url := urlParse . }}
{{- $port := regexFind "[0-9]+$" (regexFind ":[0-9]+$" $url.host) }}
{{- default (eq $url.scheme "https" | ternary "443" "80") $port }}
{{- end }}
{{- end }}
