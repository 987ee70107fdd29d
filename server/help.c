/* SPDX-License-Identifier: MIT */
/* `factd help` and `factd COMMAND --help`. */
#include <string.h>

#include "commands.h"
#include "settings.h"

enum {
    WIDTH = 100,
    HELP_COLUMN = 30, /* where a setting's text begins; a longer flag has a line of its own */
};

/* Words from column HELP_COLUMN on, on as many lines as they need; the cursor is at `column`. */
static void wrap(const char *text, int column) {
    for (const char *word = text; *word;) {
        int length = (int)strcspn(word, " ");
        if (column > HELP_COLUMN && column + 1 + length > WIDTH)
            column = printf("\n") - 1;
        if (column < HELP_COLUMN)
            printf("%*s", HELP_COLUMN - column, "");
        else
            putchar(' ');
        column = (column < HELP_COLUMN ? HELP_COLUMN : column + 1) + length;
        printf("%.*s", length, word);
        word += length;
        word += strspn(word, " ");
    }
    putchar('\n');
}

static void help_setting(const struct setting *setting) {
    AUTO_BUF text = {0};
    int column =
        printf("  --%s%s%s", setting->name, setting->shown ? " " : "", setting->shown ? setting->shown : "");
    if (column >= HELP_COLUMN)
        column = printf("\n") - 1;
    buf_texts(&text, setting->help, " (", setting->variable);
    if (setting->type == SETTING_NUMBER)
        buf_printf(&text, "; %d to %d", setting->least, setting->most);
    if (setting->value)
        buf_texts(&text, "; default: ", setting->value);
    buf_char(&text, ')');
    wrap(text.bytes, column);
}

void help_command(const struct command *command) {
    AUTO_BUF usage = {0};
    command_usage(&usage, command);
    printf("Usage: factd %s%s\n\n  %s\n", command->name, usage.length ? usage.bytes : "", command->about);
    if (command->settings)
        puts("\nSettings, each also from the environment:");
    for (const struct setting *at = NULL; (at = setting_next(at, command->settings));)
        help_setting(at);
}

void help(void) {
    puts("factd serves the facts of news articles.\n\nUsage: factd COMMAND [SETTING…] [OPERAND…]\n");
    for (const struct command *command = commands; command->name; command++)
        printf("  %-12s %s\n", command->name, command->about);
    puts("\n`factd COMMAND --help` lists a command's settings. Exit status: 0 done, 1 the input has "
         "problems,\n"
         "2 wrong usage, 3 the environment failed.");
}
