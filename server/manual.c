/* SPDX-License-Identifier: MIT */
/* `factd manual`: the tables of commands and settings as a manual page, as a table for docs/OPERATIONS.md,
 * and as JSON for programs. The page's prose is manual.mdoc. */
#include <string.h>

#include "base/asset.h"
#include "commands.h"
#include "settings.h"
#include "text/escape.h"

/* ---- the page ---- */

/* A line of text in mdoc: nothing in it is a macro or an escape. */
static void roff_text(struct buf *out, const char *text) {
    if (*text == '.' || *text == '\'')
        buf_text(out, "\\&");
    for (; *text; text++)
        if (*text == '\\')
            buf_text(out, "\\e");
        else if (strncmp(text, "…", strlen("…")) == 0)
            text += strlen("…") - 1, buf_text(out, "...");
        else
            buf_char(out, *text);
}

static void page_command(struct buf *out, const struct command *command) {
    buf_texts(out, ".It Cm ", command->name);
    if (*command->operands) {
        buf_text(out, command->least == 0 ? " Op Ar " : " Ar ");
        roff_text(out, command->operands);
    }
    buf_char(out, '\n');
    roff_text(out, command->about);
    buf_text(out, ".\n");
    if (!command->settings)
        return;
    buf_text(out, "Settings:");
    for (const struct setting *at = setting_next(NULL, command->settings), *next; at; at = next) {
        next = setting_next(at, command->settings);
        buf_texts(out, "\n.Fl -", at->name, next ? " ," : " .");
    }
    buf_char(out, '\n');
}

static void page_commands(struct buf *out) {
    for (const struct command *command = commands; command->name; command++)
        page_command(out, command);
}

static void page_setting(struct buf *out, const struct setting *setting) {
    buf_texts(out, ".It Fl -", setting->name);
    if (setting->shown)
        buf_texts(out, " Ar ", setting->shown);
    buf_char(out, '\n');
    roff_text(out, setting->help);
    buf_texts(out, ".\nVariable:\n.Ev ", setting->variable, " .\nAllowed: ");
    setting_allowed(out, setting);
    buf_text(out, setting->value ? ".\nDefault: " : ".\nNo default");
    roff_text(out, setting->value ? setting->value : "");
    buf_text(out, ".\n");
}

static void page_settings(struct buf *out) {
    for (const struct setting *setting = settings; setting->name; setting++)
        page_setting(out, setting);
}

static bool is_line(const char *line, size_t length, const char *text) {
    return length == strlen(text) && memcmp(line, text, length) == 0;
}

static void page(struct buf *out) {
    const struct asset *prose = asset_find("server/manual.mdoc");
    const char *end = prose->bytes + prose->length;
    for (const char *line = prose->bytes, *next; line < end; line = next) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        next = newline ? newline + 1 : end;
        if (is_line(line, (size_t)(next - line), "@COMMANDS@\n"))
            page_commands(out);
        else if (is_line(line, (size_t)(next - line), "@SETTINGS@\n"))
            page_settings(out);
        else
            buf_append(out, line, (size_t)(next - line));
    }
}

/* ---- the table ---- */

/* As code in a table's cell, where a bar would end the cell even so. */
static void cell_code(struct buf *out, const char *text) {
    buf_char(out, '`');
    for (; *text; text++)
        buf_texts(out, *text == '|' ? "\\" : "", (const char[]){*text, '\0'});
    buf_char(out, '`');
}

static void table(struct buf *out) {
    buf_text(out, "| flag | variable | default | allowed | what it does |\n|---|---|---|---|---|\n");
    for (const struct setting *setting = settings; setting->name; setting++) {
        AUTO_BUF flag = {0};
        buf_texts(&flag, "--", setting->name);
        if (setting->shown && setting->type != SETTING_ON_OFF && setting->type != SETTING_WORD)
            buf_texts(&flag, " ", setting->shown);
        buf_text(out, "| ");
        cell_code(out, flag.bytes);
        buf_text(out, " | ");
        cell_code(out, setting->variable);
        buf_text(out, " | ");
        if (setting->value)
            cell_code(out, setting->value);
        buf_text(out, " | ");
        setting_allowed(out, setting);
        buf_texts(out, " | ", setting->help, " |\n");
    }
}

/* ---- JSON ---- */

static const char *type_name(enum setting_type type) {
    switch (type) {
    case SETTING_TEXT:
        return "text";
    case SETTING_TEXTS:
        return "texts";
    case SETTING_LINE:
        return "line";
    case SETTING_TOKEN:
        return "token";
    case SETTING_NUMBER:
        return "number";
    case SETTING_ON_OFF:
        return "on-off";
    case SETTING_WORD:
        return "word";
    case SETTING_FLAG:
        return "flag";
    }
    return NULL;
}

static void member(struct buf *out, const char *name, const char *value) {
    buf_texts(out, ",\"", name, "\":");
    escape_json(out, value);
}

static void json_setting(struct buf *out, const struct setting *setting) {
    AUTO_BUF allowed = {0};
    setting_allowed(&allowed, setting);
    buf_text(out, "{\"name\":");
    escape_json(out, setting->name);
    member(out, "variable", setting->variable);
    member(out, "type", type_name(setting->type));
    member(out, "default", setting->value);
    member(out, "shown", setting->shown);
    member(out, "allowed", allowed.bytes);
    if (setting->type == SETTING_NUMBER)
        buf_printf(out, ",\"least\":%d,\"most\":%d", setting->least, setting->most);
    member(out, "help", setting->help);
    buf_char(out, '}');
}

static void json_command(struct buf *out, const struct command *command) {
    const char *comma = "";
    buf_text(out, "{\"name\":");
    escape_json(out, command->name);
    member(out, "operands", *command->operands ? command->operands : NULL);
    buf_text(out, ",\"settings\":[");
    for (const struct setting *at = NULL; (at = setting_next(at, command->settings)); comma = ",") {
        buf_text(out, comma);
        escape_json(out, at->name);
    }
    buf_char(out, ']');
    member(out, "about", command->about);
    buf_char(out, '}');
}

static void json(struct buf *out) {
    buf_text(out, "{\"commands\":[\n");
    for (const struct command *command = commands; command->name; command++) {
        json_command(out, command);
        buf_text(out, command[1].name ? ",\n" : "\n],\"settings\":[\n");
    }
    for (const struct setting *setting = settings; setting->name; setting++) {
        json_setting(out, setting);
        buf_text(out, setting[1].name ? ",\n" : "\n]}\n");
    }
}

int command_manual(const struct config *config) {
    AUTO_BUF out = {0};
    const char *form = config->operand_count ? config->operands[0] : "";
    if (strcmp(form, "settings") == 0)
        table(&out);
    else if (strcmp(form, "json") == 0)
        json(&out);
    else
        page(&out);
    fwrite(out.bytes, 1, out.length, stdout);
    return EXIT_DONE;
}
