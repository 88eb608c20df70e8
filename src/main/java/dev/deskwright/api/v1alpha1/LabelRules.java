package dev.deskwright.api.v1alpha1;

/** Rules for maps of labels, each with its message: tags, and selectors of nodes. */
final class LabelRules {

  private static final String TAG_KEY = "k.size() <= 63 && k" + Syntax.LABEL_KEY;
  private static final String RESERVED_TAG =
      "k.matches('^([-a-z0-9.]*[.])?(kubernetes[.]io|k8s[.]io|deskwright[.]dev)/')";
  private static final String SELECTOR_KEY = "k.size() <= 253 && k" + Syntax.LABEL_KEY;
  private static final String FIRST_BAD_VALUE =
      "self.filter(k, !self[k]" + Syntax.LABEL_VALUE + ").map(k, k + ' \"' + self[k] + '\"')[0]";

  /** The keys of tags can be those of labels. */
  static final String TAG_KEYS = "self.all(k, " + TAG_KEY + ")";

  static final String TAG_KEYS_MESSAGE =
      "'tags has the key \"%s\", which cannot be a label\\'s: use at most 63 characters; "
          + Syntax.LABEL_KEY_HINT
          + "'.format([self.filter(k, !("
          + TAG_KEY
          + "))[0]])";

  /** Nobody tags what Kubernetes or the operator labels. */
  static final String TAGS_NOT_RESERVED = "!self.exists(k, " + RESERVED_TAG + ")";

  static final String TAGS_NOT_RESERVED_MESSAGE =
      "'tags has the key \"%s\", which is reserved, as all in kubernetes.io/, k8s.io/ and"
          + " deskwright.dev/: use a DNS name of your own or none'.format([self.filter(k, "
          + RESERVED_TAG
          + ")[0]])";

  /** The values can be those of labels, in tags and selectors alike. */
  static final String VALUES = "self.all(k, self[k]" + Syntax.LABEL_VALUE + ")";

  static final String TAG_VALUES_MESSAGE =
      "'tags has %s, which cannot be a label\\'s value: "
          + Syntax.LABEL_VALUE_HINT
          + "'.format(["
          + FIRST_BAD_VALUE
          + "])";

  /** The keys of a selector are those of labels. */
  static final String SELECTOR_KEYS = "self.all(k, " + SELECTOR_KEY + ")";

  static final String SELECTOR_KEYS_MESSAGE =
      "'nodeSelector has the key \"%s\", which is not a label\\'s: "
          + Syntax.LABEL_KEY_HINT
          + "'.format([self.filter(k, !("
          + SELECTOR_KEY
          + "))[0]])";

  static final String SELECTOR_VALUES_MESSAGE =
      "'nodeSelector has %s, which is not a label\\'s value: "
          + Syntax.LABEL_VALUE_HINT
          + "'.format(["
          + FIRST_BAD_VALUE
          + "])";

  private LabelRules() {}
}
