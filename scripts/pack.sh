#!/usr/bin/env bash
# Packs the library and the tool into a folder that serves as a local feed: scripts/pack.sh DIRECTORY NATIVE
# Everything has to be built in Release; NATIVE is what scripts/publish.sh has made natively, for this machine. Nothing is compiled here.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rm -rf "$1"
native=$(cd "$2" && pwd)
rid=$(scripts/rid.sh)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
quiet=(-c Release --nologo -v quiet --no-build)
dotnet restore src/Orch.Cli/Orch.Cli.csproj --nologo -v quiet -p:RuntimeIdentifiers="$rid%3bany"
dotnet publish src/Orch.Cli/Orch.Cli.csproj "${quiet[@]}" -p:PublishAot=false -p:UseAppHost=false -o "$scratch/any"

dotnet pack src/Orch/Orch.csproj "${quiet[@]}" -o "$1"
for command in orch ai_orch; do
    tool=(pack src/Orch.Cli/Orch.Cli.csproj "${quiet[@]}" -o "$1" -p:ToolCommandName="$command")
    # Not publishable: the package takes what lies in PublishDir already.
    dotnet "${tool[@]}" -p:IsPublishable=false -r "$rid" -p:PublishDir="$native/" -p:ToolEntryPoint=orch
    dotnet "${tool[@]}" -p:IsPublishable=false -r any -p:PublishDir="$scratch/any/" -p:PublishAot=false
    # The package that is asked for; it only names those for the platforms.
    dotnet "${tool[@]}"
done
