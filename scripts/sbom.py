#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Prints the SBOM (SPDX 2.3, JSON) of a folder that scripts/image.sh laid out: each file, with its package; each package
as dpkg describes it. A package's license is what the copyright file of its source declares, for all of its parts, where
that file is machine-readable; where it is not, nothing is asserted. The packages whose code browsers get from the
program itself are those that web/build.mjs lists.
  sbom.py FOLDER VERSION WEB_PACKAGES      SOURCE_DATE_EPOCH in the environment gives the time of the document"""

import hashlib
import json
import os
import re
import sys
import time

PLACE = "/usr/share/sbom/factd.spdx.json"  # in the image; cannot list itself
NAMES = {  # Debian's short names of licenses: SPDX's
    "apache-2.0": "Apache-2.0", "bsd-2-clause": "BSD-2-Clause", "bsd-3-clause": "BSD-3-Clause", "expat": "MIT",
    "isc": "ISC", "mit": "MIT", "mpl-1.1": "MPL-1.1", "x11": "X11", "zlib": "Zlib",
}
GNU = re.compile(r"^(GPL|LGPL|GFDL)-(\d)(?:\.(\d))?(\+?)$")


def digest(path, kind):
    with open(path, "rb") as file:
        return hashlib.new(kind, file.read()).hexdigest()


def tag(text):
    return re.sub(r"[^A-Za-z0-9.-]", "-", text.replace("+", "plus"))


def paragraphs(path):
    """Debian's control format: each paragraph as {lower-case name: its lines}; a file of none of that gives none."""
    with open(path, encoding="utf-8", errors="replace") as file:
        text = file.read()
    for part in re.split(r"\n\s*\n", text):
        fields, name = {}, None
        for line in part.splitlines():
            start = re.match(r"^([A-Za-z][A-Za-z-]*):\s?(.*)$", line)
            if start:
                name = start[1].lower()
                fields[name] = [start[2].strip()]
            elif name and line[:1] in " \t":
                fields[name].append(line.strip())
        if fields:
            yield fields


class Licenses:
    """SPDX expressions of what Debian's copyright files say, and the texts of those that SPDX has no name for."""

    def __init__(self):
        self.texts = {}

    def name(self, word, package, texts):
        gnu = GNU.match(word)
        if gnu:
            return f"{gnu[1]}-{gnu[2]}.{gnu[3] or 0}-{'or-later' if gnu[4] else 'only'}"
        if word.lower() in NAMES:
            return NAMES[word.lower()]
        reference = f"LicenseRef-{tag(package)}-{tag(word)}"
        said = texts.get(word)
        self.texts[reference] = (word, "\n".join(said) if said else f"See /usr/share/doc/{package}/copyright")
        return reference

    def expressions(self, short, package, texts):
        """`or` and `and` join names; all else (exceptions, remarks) is part of one."""
        either = [[self.name(name.strip(), package, texts) for name in re.split(r"\s+and\s+", part) if name.strip()]
                  for part in re.split(r"\s+or\s+", short)]
        if len(either) == 1:
            return either[0]
        return ["(" + " OR ".join(" AND ".join(names) for names in either if names) + ")"]

    def of(self, package, path):
        said = list(paragraphs(path))
        if not said or "format" not in said[0]:
            return "NOASSERTION"
        texts, shorts = {}, []
        for fields in said:
            short = fields.get("license", [""])[0].rstrip(",")
            if short and len(fields["license"]) > 1:
                texts[short] = ["" if line == "." else line for line in fields["license"][1:]]
            if short and "files" in fields and not all(f.startswith("debian/") for f in " ".join(fields["files"]).split()):
                shorts.append(short)
        found = sorted({name for short in shorts for name in self.expressions(short, package, texts)})
        return " AND ".join(found) if found else "NOASSERTION"


def files_below(root):
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(folder, name)
            if not os.path.islink(path):
                yield "/" + os.path.relpath(path, root)


def package_of_debian(record, owned, release, licenses):
    fields = next(paragraphs(record))
    name, version, architecture = (fields[key][0] for key in ("package", "version", "architecture"))
    source = fields.get("source", [name])[0]
    return name, {
        "name": name,
        "SPDXID": f"SPDXRef-Package-{tag(name)}",
        "versionInfo": version,
        "supplier": f"Organization: {fields['maintainer'][0].replace('<', '(').replace('>', ')')}",
        "sourceInfo": f"built by Debian from the source package {source}",
        "downloadLocation": "NOASSERTION",
        "licenseConcluded": "NOASSERTION",
        "licenseDeclared": licenses.of(name, owned),
        "copyrightText": "NOASSERTION",
        **({"homepage": fields["homepage"][0]} if "homepage" in fields else {}),
        "summary": fields["description"][0],
        "primaryPackagePurpose": "LIBRARY",
        "externalRefs": [{
            "referenceCategory": "PACKAGE-MANAGER",
            "referenceType": "purl",
            "referenceLocator": f"pkg:deb/debian/{name.replace('+', '%2B')}@{version.replace('+', '%2B').replace(':', '%3A')}"
                                f"?arch={architecture}&distro={release}",
        }],
    }


def package_of_web(one):
    return {
        "name": one["name"],
        "SPDXID": f"SPDXRef-Package-web-{tag(one['name'])}",
        "versionInfo": one["version"],
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": False,  # they are bundled into the program, and no files any more
        "licenseConcluded": "NOASSERTION",
        "licenseDeclared": one["license"],
        "copyrightText": "NOASSERTION",
        "primaryPackagePurpose": "LIBRARY",
        "externalRefs": [{
            "referenceCategory": "PACKAGE-MANAGER",
            "referenceType": "purl",
            "referenceLocator": f"pkg:npm/{one['name'].replace('@', '%40')}@{one['version']}",
        }],
    }


def main(root, version, web_packages):
    licenses = Licenses()
    with open(web_packages, encoding="utf-8") as file:
        web = [package_of_web(one) for one in json.load(file)]
    with open(root + "/usr/lib/os-release", encoding="utf-8") as file:
        system = dict(line.rstrip("\n").replace('"', "").split("=", 1) for line in file if "=" in line)
    release = f"{system['ID']}-{system['VERSION_ID']}"

    packages = {"factd": {
        "name": "factd",
        "SPDXID": "SPDXRef-Package-factd",
        "versionInfo": version,
        "downloadLocation": "NOASSERTION",
        "licenseConcluded": "MIT",
        "licenseDeclared": "MIT",
        "copyrightText": "NOASSERTION",
        "summary": "the facts of news articles over HTTP",
        "primaryPackagePurpose": "APPLICATION",
    }}
    owner = {}
    records = root + "/var/lib/dpkg/status.d"
    for record in sorted(os.listdir(records)):
        if record.endswith(".md5sums"):
            continue
        copyright_file = f"{root}/usr/share/doc/{record}/copyright"
        name, packages[record] = package_of_debian(f"{records}/{record}", copyright_file, release, licenses)
        owner.update({f"/var/lib/dpkg/status.d/{record}": name, f"/usr/share/doc/{name}/copyright": name})
        sums = f"{records}/{record}.md5sums"
        if os.path.exists(sums):
            owner[f"/var/lib/dpkg/status.d/{record}.md5sums"] = name
            with open(sums, encoding="utf-8") as file:
                for line in file:
                    path = os.path.realpath(f"{root}/{line.split(None, 1)[1].strip()}")
                    owner["/" + os.path.relpath(path, os.path.realpath(root))] = name

    files, held = [], {name: [] for name in packages}
    for path in files_below(root):
        if path not in owner and path.startswith("/usr/lib/"):
            sys.exit(f"sbom.py: {path} is a file of no package")
        sha1 = digest(root + path, "sha1")
        name = owner.get(path, "base-files" if path.startswith("/usr/share/common-licenses/") else "factd")
        files.append({
            "fileName": "." + path,
            "SPDXID": f"SPDXRef-File-{hashlib.sha1(path.encode()).hexdigest()[:16]}",
            "checksums": [{"algorithm": "SHA1", "checksumValue": sha1},
                          {"algorithm": "SHA256", "checksumValue": digest(root + path, "sha256")}],
            "licenseConcluded": "NOASSERTION",
            "copyrightText": "NOASSERTION",
        })
        held[name].append(files[-1])

    relationships = [("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-Package-factd")]
    for name, package in packages.items():
        sums = "".join(sorted(file["checksums"][0]["checksumValue"] for file in held[name]))
        package["filesAnalyzed"] = True  # of the package, the files that are in the image
        package["packageVerificationCode"] = {"packageVerificationCodeValue": hashlib.sha1(sums.encode()).hexdigest()}
        if name == "factd":
            package["packageVerificationCode"]["packageVerificationCodeExcludedFiles"] = ["." + PLACE]
        else:
            relationships.append(("SPDXRef-Package-factd", "DEPENDS_ON", package["SPDXID"]))
        relationships += [(package["SPDXID"], "CONTAINS", file["SPDXID"]) for file in held[name]]
    relationships += [("SPDXRef-Package-factd", "CONTAINS", package["SPDXID"]) for package in web]

    contents = {
        "packages": [*packages.values(), *web],
        "files": files,
        "relationships": [{"spdxElementId": a, "relationshipType": kind, "relatedSpdxElement": b}
                          for a, kind, b in relationships],
        "hasExtractedLicensingInfos": [{"licenseId": key, "name": name, "extractedText": text}
                                       for key, (name, text) in sorted(licenses.texts.items())],
    }
    known = hashlib.sha256(json.dumps(contents, sort_keys=True).encode()).hexdigest()
    created = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    json.dump({
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"factd-{version}-image",
        "documentNamespace": f"https://spdx.org/spdxdocs/factd-{version}-{known}",
        "creationInfo": {
            "created": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(created)),
            "creators": [f"Tool: factd-sbom-{version}"],
        },
        **contents,
    }, sys.stdout, indent=1, ensure_ascii=False)
    print()


if len(sys.argv) != 4:
    sys.exit(__doc__)
main(sys.argv[1].rstrip("/"), *sys.argv[2:])
