/* SPDX-License-Identifier: MIT */
/* --print-config: the settings in force, by where they came from. What comes out is a file that systemd takes
 * as EnvironmentFile= and Docker as --env-file. Neither lets a comment stand behind a value, so the source is
 * a line above the values that came from it. Defaults are comments: taken from the file they would count as
 * given, and a later program's better ones would never be in force. */
#include <string.h>

#include "settings.h"

/* Only systemd reads quotes, and Docker keeps them: they are written only where systemd would lose something.
 */
static bool needs_quotes(const struct buf *value) {
    const char *bytes = value->bytes;
    return strchr(" '\"", bytes[0]) || bytes[value->length - 1] == ' ' || strchr(bytes, '\\');
}

static void print_value(FILE *out, const struct buf *value) {
    bool quotes = value->length > 0 && needs_quotes(value);
    if (quotes)
        fputc('"', out);
    for (size_t i = 0; i < value->length; i++)
        fprintf(out, "%s%c", quotes && strchr("\"\\$`", value->bytes[i]) ? "\\" : "", value->bytes[i]);
    fputs(quotes ? "\"\n" : "\n", out);
}

/* A flag without a value is what this run is to do and no part of how it is set up: --print-config itself is
 * one. */
static void print_group(FILE *out, unsigned command, const struct config *config, enum source source,
    bool valued, const char *title) {
    for (const struct setting *at = NULL; (at = setting_next(at, command));) {
        AUTO_BUF value = {0};
        setting_value(&value, at, config);
        if (at->type == SETTING_FLAG || setting_source(at, config) != source || (value.length > 0) != valued)
            continue;
        if (title)
            fprintf(out, "\n# %s\n", title);
        title = NULL;
        fprintf(out, "%s%s=", source == FROM_DEFAULT ? "#" : "", at->variable);
        print_value(out, &value);
    }
}

void config_print(FILE *out, unsigned command, const struct config *config) {
    fputs("# The settings in force. systemd takes this as EnvironmentFile=, Docker as --env-file.\n", out);
    print_group(out, command, config, FROM_FLAG, true, "from flags");
    print_group(out, command, config, FROM_ENVIRONMENT, true, "from the environment");
    print_group(out, command, config, FROM_DEFAULT, true, "defaults");
    print_group(out, command, config, FROM_DEFAULT, false, "without a value");
}
