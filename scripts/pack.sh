#!/usr/bin/env bash
# Packs the library and the tool into a folder that serves as a local feed: scripts/pack.sh DIRECTORY NATIVE
# Everything has to be built in Release; NATIVE is what scripts/publish.sh has made natively, for this machine. Nothing is compiled here.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rm -rf "$1"
native=$(cd "$2" && pwd)
cli=src/Orch.Cli/Orch.Cli.csproj
quiet=(-c Release --nologo -v quiet --no-build)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# pack_tool [ARGUMENT...]: a package of the tool under each of its names
pack_tool() {
    for command in orch ai_orch; do
        dotnet pack "$cli" "${quiet[@]}" -o "$feed" -p:ToolCommandName="$command" "$@"
    done
}

feed=$1
dotnet pack src/Orch/Orch.csproj "${quiet[@]}" -o "$feed"
# The packages that are asked for: they only name those for the platforms.
pack_tool

# Those take what lies in PublishDir, since a project that is not publishable is not published for its package.
rid=$(scripts/rid.sh)
dotnet restore "$cli" --nologo -v quiet -r "$rid"
pack_tool -r "$rid" -p:IsPublishable=false -p:PublishDir="$native/" -p:ToolEntryPoint=orch
dotnet publish "$cli" "${quiet[@]}" -p:PublishAot=false -p:UseAppHost=false -o "$scratch"
dotnet restore "$cli" --nologo -v quiet -r any -p:PublishAot=false
pack_tool -r any -p:IsPublishable=false -p:PublishDir="$scratch/" -p:PublishAot=false
