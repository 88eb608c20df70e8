{{/*
What the gateway may do. Each line is a request that it makes, as for the operator.
What it may change of a WorkSpace is narrowed further by admission.yaml.
*/}}

{{/* In every namespace whose WorkSpaces are served. */}}
{{- define "deskwright.gateway.rbac.namespaced" -}}
- apiGroups: [deskwright.dev]
  resources: [workspaces, bundles, directories]
  verbs: [list, watch]
# get: before it is said that nobody is connected, another replica may have written that somebody is
# patch: what users ask of their own desktops
- apiGroups: [deskwright.dev]
  resources: [workspaces]
  verbs: [get, patch]
# who is connected
- apiGroups: [deskwright.dev]
  resources: [workspaces/status]
  verbs: [patch]
# which pod is the desktop, at the moment of connecting
- apiGroups: [""]
  resources: [pods]
  verbs: [get]
# what Directories name: bind credentials, certificates of authorities, secrets shared with RADIUS servers. By name only
- apiGroups: [""]
  resources: [secrets, configmaps]
  {{- with .Values.gateway.secretNames }}
  resourceNames: {{ toJson . }}
  {{- end }}
  verbs: [get]
{{- end }}

{{/* What belongs to no namespace. */}}
{{- define "deskwright.gateway.rbac.cluster" -}}
# whether an administrator may see the fleet
- apiGroups: [authorization.k8s.io]
  resources: [subjectaccessreviews]
  verbs: [create]
{{- end }}

{{/* Where the state is that all replicas share. A create cannot be bound to a name, and the names of enrolments are hashes. */}}
{{- define "deskwright.gateway.rbac.state" -}}
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, list, create, update]
{{- end }}
