/**
 * The Kubernetes API of Deskwright: the kinds Directory, Bundle and WorkSpace of the group {@code
 * deskwright.dev}, version {@code v1alpha1}.
 *
 * <p>These types are data only. Their annotations are the schema: the files in {@code crds/}, what
 * {@code kubectl explain} prints and the API reference are all generated from here.
 */
package dev.deskwright.api.v1alpha1;
