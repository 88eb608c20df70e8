{{/* Name of what belongs to the gateway. */}}
{{- define "deskwright.gateway" -}}
{{ include "deskwright.fullname" . }}-gateway
{{- end }}

{{/* What the gateway's pods are found by, also by the Directories' NetworkPolicies: name and component. Never changes. */}}
{{- define "deskwright.gateway.selector" -}}
app.kubernetes.io/name: deskwright
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: gateway
{{- end }}

{{- define "deskwright.gateway.labels" -}}
{{ include "deskwright.labels" . }}
app.kubernetes.io/component: gateway
{{- end }}

{{- define "deskwright.gateway.serviceAccount" -}}
{{- with .Values.gateway.serviceAccount }}
{{- default (.create | ternary (include "deskwright.gateway" $) "default") .name }}
{{- end }}
{{- end }}

{{/* Secret with the certificate that users see. */}}
{{- define "deskwright.gateway.tls" -}}
{{ default (printf "%s-tls" (include "deskwright.gateway" .)) .Values.gateway.tls.secretName }}
{{- end }}

{{/* Secret with what desktops know the gateway by. */}}
{{- define "deskwright.gateway.identity" -}}
{{ default (printf "%s-identity" (include "deskwright.gateway" .)) .Values.gateway.identity.secretName }}
{{- end }}

{{/* Namespace of the Secrets that replicas share. */}}
{{- define "deskwright.gateway.stateNamespace" -}}
{{ default .Release.Namespace .Values.gateway.config.stateNamespace }}
{{- end }}

{{/* The names that DNS, certificate and Ingress need, as a JSON list. */}}
{{- define "deskwright.gateway.hosts" -}}
{{- $hosts := list }}
{{- range .Values.gateway.hostNames }}
{{- $hosts = append $hosts (splitList "=" . | first) }}
{{- end }}
{{- with .Values.gateway.desktopDomain }}
{{- $hosts = append $hosts (printf "*.%s" .) }}
{{- end }}
{{- toJson $hosts }}
{{- end }}

{{/* The user that the gateway is to the API server. */}}
{{- define "deskwright.gateway.user" -}}
system:serviceaccount:{{ .Release.Namespace }}:{{ include "deskwright.gateway.serviceAccount" . }}
{{- end }}

{{/* Ends the installation when the gateway could not work. */}}
{{- define "deskwright.gateway.check" -}}
{{- with .Values.gateway }}
{{- if not .hostNames }}
{{- fail "gateway.hostNames: name at least the host that users type, as in desk.example.com" }}
{{- end }}
{{- if not (or .tls.secretName .tls.certManager.issuerRef.name) }}
{{- fail "gateway.tls: give secretName, a Secret of type kubernetes.io/tls, or the name of an issuer of cert-manager in certManager.issuerRef" }}
{{- end }}
{{- end }}
{{- if ne .Release.Namespace (default .Release.Namespace .Values.config.gatewayNamespace) }}
{{- fail (printf "config.gatewayNamespace: the gateway is in the release's namespace %s, and desktops would not let it in; leave the setting out" .Release.Namespace) }}
{{- end }}
{{- if eq (include "deskwright.serviceAccount" .) (include "deskwright.gateway.serviceAccount" .) }}
{{- fail "gateway.serviceAccount: give the gateway one of its own, else it has the operator's rights" }}
{{- end }}
{{- end }}
