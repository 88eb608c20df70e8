package dev.deskwright.api.v1alpha1;

/** Rules across the fields of a Directory's spec, each with its message. */
final class SpecRules {

  /** An existing directory has to be found. Active Directory finds its servers by DNS. */
  static final String CONNECTION_NEEDED =
      "self.type != 'ADConnector' || self.?connection.?servers.orValue([]).size() > 0";

  static final String CONNECTION_NEEDED_MESSAGE =
      "type ADConnector needs connection.servers: name at least one server of the existing"
          + " directory, as in servers: [{host: ldap.corp.example.com}]";

  static final String CONNECTION_ALLOWED =
      "!has(self.connection) || self.type in ['ADConnector', 'MicrosoftAD']";

  static final String CONNECTION_ALLOWED_MESSAGE =
      "'connection goes with type ADConnector and MicrosoftAD only, and the type is %s: leave it"
          + " out'.format([self.type])";

  static final String PRESET =
      "self.type != 'MicrosoftAD' || self.?connection.?preset.orValue('ActiveDirectory') =="
          + " 'ActiveDirectory'";

  static final String PRESET_MESSAGE =
      "'connection.preset %s does not go with type MicrosoftAD: leave it out, or create a Directory"
          + " of type ADConnector'.format([self.?connection.?preset.orValue('')])";

  static final String SIMPLE_AD_ALLOWED = "!has(self.simpleAd) || self.type == 'SimpleAD'";

  static final String SIMPLE_AD_ALLOWED_MESSAGE =
      "'simpleAd goes with type SimpleAD only, and the type is %s: leave it"
          + " out'.format([self.type])";

  static final String CROSS_TRUST_NEEDED = "self.type != 'CrossTrust' || has(self.crossTrust)";

  static final String CROSS_TRUST_NEEDED_MESSAGE =
      "type CrossTrust needs crossTrust: say whose users are trusted, with directoryRefs or"
          + " trustsOf";

  static final String CROSS_TRUST_ALLOWED = "!has(self.crossTrust) || self.type == 'CrossTrust'";

  static final String CROSS_TRUST_ALLOWED_MESSAGE =
      "'crossTrust goes with type CrossTrust only, and the type is %s: leave it"
          + " out'.format([self.type])";

  /** A domain is made under its names, and cannot be renamed. */
  static final String DOMAIN_STAYS =
      "self.type != 'SimpleAD' || self.domainName.lowerAscii() == oldSelf.domainName.lowerAscii()";

  static final String DOMAIN_STAYS_MESSAGE =
      "'domainName of a SimpleAD cannot change from %s to %s: its accounts are made for the domain;"
          + " create another Directory'.format([oldSelf.domainName, self.domainName])";

  private static final String SHORT_NAME =
      "(has(self.netbiosName) ? self.netbiosName : self.domainName.split('.')[0].upperAscii())";
  private static final String OLD_SHORT_NAME =
      "(has(oldSelf.netbiosName) ? oldSelf.netbiosName :"
          + " oldSelf.domainName.split('.')[0].upperAscii())";

  /** One that never fitted can still be set. */
  static final String SHORT_NAME_STAYS =
      "self.type != 'SimpleAD' || "
          + OLD_SHORT_NAME
          + ".size() > 15 || "
          + SHORT_NAME
          + " == "
          + OLD_SHORT_NAME;

  static final String SHORT_NAME_STAYS_MESSAGE =
      "'netbiosName of a SimpleAD cannot change from %s to %s: its accounts are made for the domain;"
          + " create another Directory'.format(["
          + OLD_SHORT_NAME
          + ", "
          + SHORT_NAME
          + "])";

  static final String SHORT_NAME_FITS =
      "self.type != 'SimpleAD' || has(self.netbiosName) || self.domainName.split('.')[0].size() <="
          + " 15";

  static final String SHORT_NAME_FITS_MESSAGE =
      "'domainName \"%s\" begins with more than the 15 characters that a domain\\'s short name may"
          + " have: give it one with netbiosName'.format([self.domainName])";

  static final String VOLUME_GROWS =
      "self.?simpleAd.?volumeSizeGib.orValue(5) >= oldSelf.?simpleAd.?volumeSizeGib.orValue(5)";

  static final String VOLUME_GROWS_MESSAGE =
      "'simpleAd.volumeSizeGib %s is less than %s: a volume can only"
          + " grow'.format([self.?simpleAd.?volumeSizeGib.orValue(5),"
          + " oldSelf.?simpleAd.?volumeSizeGib.orValue(5)])";

  private static final String HAS_CLASS =
      "(has(self.simpleAd) && has(self.simpleAd.storageClassName))";
  private static final String HAD_CLASS =
      "(has(oldSelf.simpleAd) && has(oldSelf.simpleAd.storageClassName))";

  /** Spelled out: orValue('') would hide from the cost estimate how long a name can be. */
  static final String STORAGE_CLASS_STAYS =
      HAS_CLASS
          + " == "
          + HAD_CLASS
          + " && (!"
          + HAS_CLASS
          + " || self.simpleAd.storageClassName == oldSelf.simpleAd.storageClassName)";

  static final String STORAGE_CLASS_STAYS_MESSAGE =
      "'simpleAd.storageClassName cannot change from \"%s\" to \"%s\": the volumes are"
          + " made'.format([oldSelf.?simpleAd.?storageClassName.orValue(''),"
          + " self.?simpleAd.?storageClassName.orValue('')])";

  private static final String IN_STEP =
      "(!has(g.runningMode) || !has(g.runningMode.autoStopTimeoutMinutes) ||"
          + " self.autoStopGranularityMinutes < 1 || g.runningMode.autoStopTimeoutMinutes %"
          + " self.autoStopGranularityMinutes == 0)";
  private static final String FIRST_OUT_OF_STEP =
      "self.provisionGroups.filter(g, !" + IN_STEP + ")[0]";

  /** As for defaultRunningMode. */
  static final String GROUPS_IN_STEP =
      "!has(self.provisionGroups) || self.provisionGroups.all(g, " + IN_STEP + ")";

  static final String GROUPS_IN_STEP_MESSAGE =
      "'provisionGroups: autoStopTimeoutMinutes %s of \"%s\" is not a multiple of"
          + " autoStopGranularityMinutes, which is %s'.format(["
          + FIRST_OUT_OF_STEP
          + ".runningMode.autoStopTimeoutMinutes, "
          + FIRST_OUT_OF_STEP
          + ".group, self.autoStopGranularityMinutes])";

  private SpecRules() {}
}
