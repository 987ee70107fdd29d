/* SPDX-License-Identifier: MIT */
/* `factd completion bash|zsh`: scripts that complete commands, their settings and what these may be. */
#include <string.h>

#include "commands.h"
#include "settings.h"

/* What a name in the tables stands for on a command line. */
enum kind { KIND_NONE, KIND_WORDS, KIND_FILES, KIND_FOLDERS };

static enum kind kind_of_value(const struct setting *setting) {
    if (setting->type == SETTING_ON_OFF || setting->type == SETTING_WORD)
        return KIND_WORDS;
    if (setting->shown && strcmp(setting->shown, "FILE") == 0)
        return KIND_FILES;
    return setting->shown && strcmp(setting->shown, "DIR") == 0 ? KIND_FOLDERS : KIND_NONE;
}

/* Operands are files but for an article, which only the database knows. */
static enum kind kind_of_operands(const struct command *command) {
    if (!*command->operands || strcmp(command->operands, "ARTICLE") == 0)
        return KIND_NONE;
    return command_takes_words(command) ? KIND_WORDS : KIND_FILES;
}

static void print_words(const char *words) {
    for (; *words; words++)
        putchar(*words == '|' ? ' ' : *words);
}

/* ---- bash ---- */

static const char bash_head[] =
    "# bash completion for factd; `factd completion bash` prints it\n"
    "_factd_words() {\n"
    "    mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$2\")\n"
    "}\n\n"
    "_factd_files() {\n"
    "    mapfile -t COMPREPLY < <(compgen \"$1\" -- \"$2\")\n"
    "    compopt -o filenames 2>/dev/null\n"
    "}\n\n"
    "_factd() {\n"
    "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} flags words files\n"
    "    COMPREPLY=()\n"
    "    # --flag=value is three words, of which \"=\" is one.\n"
    "    if [[ $word == = ]]; then\n"
    "        word=\n"
    "    elif [[ $before == = ]]; then\n"
    "        before=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "    fi\n";

static const char bash_tail[] = "    if [[ $word == -* ]]; then\n"
                                "        _factd_words \"$flags\" \"$word\"\n"
                                "    elif [[ $files ]]; then\n"
                                "        _factd_files -f \"$word\"\n"
                                "    else\n"
                                "        _factd_words \"${words:-$flags}\" \"$word\"\n"
                                "    fi\n"
                                "}\n\n"
                                "complete -F _factd factd\n";

static void bash_value(const struct setting *setting) {
    if (setting->type == SETTING_FLAG)
        return;
    printf("    --%s)\n", setting->name);
    switch (kind_of_value(setting)) {
    case KIND_WORDS:
        fputs("        _factd_words '", stdout);
        print_words(setting->shown);
        puts("' \"$word\"");
        break;
    case KIND_FILES:
        puts("        _factd_files -f \"$word\"");
        break;
    case KIND_FOLDERS:
        puts("        _factd_files -d \"$word\"");
        break;
    case KIND_NONE:
        break;
    }
    puts("        return ;;");
}

static void bash_command(const struct command *command) {
    printf("    %s)\n        flags='", command->name);
    for (const struct setting *at = NULL; (at = setting_next(at, command->settings));)
        printf("--%s ", at->name);
    puts("--help'");
    if (kind_of_operands(command) == KIND_FILES)
        puts("        files=1");
    if (kind_of_operands(command) == KIND_WORDS) {
        fputs("        words='", stdout);
        print_words(command->operands);
        puts("'");
    }
    puts("        ;;");
}

static void bash(void) {
    fputs(bash_head, stdout);
    fputs("    if ((COMP_CWORD == 1)); then\n        _factd_words '", stdout);
    for (const struct command *command = commands; command->name; command++)
        printf("%s ", command->name);
    puts("help' \"$word\"\n        return\n    fi\n    case $before in");
    for (const struct setting *setting = settings; setting->name; setting++)
        bash_value(setting);
    puts("    esac\n    case ${COMP_WORDS[1]} in");
    for (const struct command *command = commands; command->name; command++)
        bash_command(command);
    puts("    esac");
    fputs(bash_tail, stdout);
}

/* ---- zsh ---- */

/* Inside single quotes, in the brackets or between the colons of a specification. */
static void zsh_text(const char *text) {
    for (; *text; text++)
        if (*text == '\'')
            fputs("'\\''", stdout);
        else
            printf("%s%c", strchr("[]:\\", *text) ? "\\" : "", *text);
}

static void zsh_action(enum kind kind, const char *words) {
    switch (kind) {
    case KIND_WORDS:
        putchar('(');
        print_words(words);
        putchar(')');
        return;
    case KIND_FILES:
        fputs("_files", stdout);
        return;
    case KIND_FOLDERS:
        fputs("_files -/", stdout);
        return;
    case KIND_NONE:
        putchar(' ');
    }
}

static void zsh_setting(const struct setting *setting) {
    bool several = setting->type == SETTING_TEXTS, valued = setting->type != SETTING_FLAG;
    printf(" \\\n            '%s--%s%s[", several ? "*" : "", setting->name, valued ? "=" : "");
    zsh_text(setting->help);
    putchar(']');
    if (valued) {
        putchar(':');
        zsh_text(setting->shown);
        putchar(':');
        zsh_action(kind_of_value(setting), setting->shown);
    }
    putchar('\'');
}

static void zsh_command(const struct command *command) {
    printf("    %s)\n        _arguments '(- *)--help[list the settings]'", command->name);
    for (const struct setting *at = NULL; (at = setting_next(at, command->settings));)
        zsh_setting(at);
    if (*command->operands) {
        fputs(command->most > 1 ? " \\\n            '*:" : " \\\n            '1:", stdout);
        zsh_text(command->operands);
        putchar(':');
        zsh_action(kind_of_operands(command), command->operands);
        putchar('\'');
    }
    puts("\n        ;;");
}

static void zsh(void) {
    puts("#compdef factd\n"
         "# zsh completion for factd; `factd completion zsh` prints it\n"
         "_factd() {\n"
         "    local -a known\n"
         "    known=(");
    for (const struct command *command = commands; command->name; command++) {
        printf("        '%s:", command->name);
        zsh_text(command->about);
        puts("'");
    }
    puts("        'help:list the commands'\n"
         "    )\n"
         "    if ((CURRENT == 2)); then\n"
         "        _describe command known\n"
         "        return\n"
         "    fi\n"
         "    shift words\n"
         "    ((CURRENT--))\n"
         "    case $words[1] in");
    for (const struct command *command = commands; command->name; command++)
        zsh_command(command);
    puts("    esac\n"
         "}\n\n"
         "# As a file of fpath it is run to complete; sourced, it only says that it can.\n"
         "if [[ $funcstack[1] == _factd ]]; then\n"
         "    _factd \"$@\"\n"
         "else\n"
         "    compdef _factd factd\n"
         "fi");
}

int command_completion(const struct config *config) {
    if (strcmp(config->operands[0], "bash") == 0)
        bash();
    else
        zsh();
    return EXIT_DONE;
}
