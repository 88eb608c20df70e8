package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The user drive that a Bundle gives. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserVolume(
    @Min(1) @Max(16_384) @JsonPropertyDescription("Size in GiB, 1 to 16384, 50 if left out.")
        Integer sizeGib,
    @Size(min = 1, max = 253)
        @ValidationRule(
            value = "self" + Syntax.SUBDOMAIN,
            messageExpression =
                "'storageClassName \"%s\" is not a name: "
                    + Syntax.SUBDOMAIN_HINT
                    + "'.format([self])")
        @JsonPropertyDescription("StorageClass; the cluster's default if left out.")
        String storageClassName,
    @Size(min = 2, max = 256)
        @ValidationRule(
            value =
                "self.matches('^/(config|home/[A-Za-z0-9._-]+|data(/[A-Za-z0-9._-]+)*|mnt/[A-Za-z0-9._-]+)$')"
                    + " && self"
                    + Syntax.NO_DOT_PARTS,
            messageExpression =
                "'mountPath \"%s\" cannot be a home folder: use /config, /home/<folder>, /data,"
                    + " /data/<folder> or /mnt/<folder>, or leave it out for"
                    + " /home/<userName>'.format([self])")
        @JsonPropertyDescription(
            "Where the image expects the home folder, /home/<userName> if left out. Images with a"
                + " fixed user need theirs, for example /config (linuxserver.io) or"
                + " /home/kasm-user (Kasm).")
        String mountPath) {}
