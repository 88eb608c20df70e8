{{/*
What the operator may do. Each line is a request that it makes: nothing is here in reserve, and no wildcard.
Objects come from informers (list, watch); get is asked only after a create met an object that was there before.
*/}}

{{/* In every watched namespace. */}}
{{- define "deskwright.rbac.namespaced" -}}
# patch: finalizers, which keep a Bundle or Directory while WorkSpaces use it, and a WorkSpace until its last snapshot is ready
- apiGroups: [deskwright.dev]
  resources: [workspaces, bundles, directories]
  verbs: [list, watch, patch]
# for members of groups, where a Directory has provisionGroups
- apiGroups: [deskwright.dev]
  resources: [workspaces]
  verbs: [get, create]
# what Directories name: bind credentials and certificates of authorities. By name only: none is listed
- apiGroups: [""]
  resources: [secrets, configmaps]
  verbs: [get]
- apiGroups: [deskwright.dev]
  resources: [workspaces/status, bundles/status, directories/status]
  verbs: [patch]
- apiGroups: [""]
  resources: [pods, persistentvolumeclaims]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [snapshot.storage.k8s.io]
  resources: [volumesnapshots]
  verbs: [get, list, watch, create, delete]
- apiGroups: [""]
  resources: [services]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [networking.k8s.io]
  resources: [networkpolicies]
  verbs: [get, list, watch, create, patch]
# the two servers of a Directory of type SimpleAD
- apiGroups: [apps]
  resources: [statefulsets]
  verbs: [get, list, watch, create, patch]
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: [get, list, watch, create, patch]
# those servers' passwords and certificates, and what Directories name; read by name, never listed
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, create, patch]
# patch: what is said again is the same event with a higher count
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create, patch]
{{- end }}

{{/* What belongs to no namespace. */}}
{{- define "deskwright.rbac.cluster" -}}
- apiGroups: [storage.k8s.io]
  resources: [storageclasses]
  verbs: [list, watch]
{{- if eq (default "auto" .Values.config.userNamespaces) "auto" }}
# whether every node can give a desktop its own user namespace
- apiGroups: [""]
  resources: [nodes]
  verbs: [list]
{{- end }}
{{- end }}

{{/* In the release's namespace: the lease of the replica that acts. A create cannot be bound to a name. */}}
{{- define "deskwright.rbac.lease" -}}
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  verbs: [create]
# update: the Java Operator SDK asks for it at start, though it only ever patches
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  resourceNames: [{{ include "deskwright.operator" . }}]
  verbs: [get, update, patch]
{{- end }}

{{/*
A role and its binding: (list kind name namespace rules labels account root), with the service account that gets it.
An empty namespace: cluster-wide.
*/}}
{{- define "deskwright.rbac.grant" -}}
{{- $kind := index . 0 }}{{ $name := index . 1 }}{{ $namespace := index . 2 }}{{ $rules := index . 3 }}
{{- $labels := index . 4 }}{{ $account := index . 5 }}{{ $root := index . 6 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $kind }}
metadata:
  name: {{ $name }}
  {{- with $namespace }}
  namespace: {{ . }}
  {{- end }}
  labels: {{- $labels | nindent 4 }}
rules: {{- $rules | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $kind }}Binding
metadata:
  name: {{ $name }}
  {{- with $namespace }}
  namespace: {{ . }}
  {{- end }}
  labels: {{- $labels | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {{ $kind }}
  name: {{ $name }}
subjects:
  - kind: ServiceAccount
    name: {{ $account }}
    namespace: {{ $root.Release.Namespace }}
{{ end }}
