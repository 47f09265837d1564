using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Orch.Cli.Rendering;

/// <summary>Writes the version.</summary>
internal sealed class VersionLine(Terminal terminal) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    /// <summary>The version of this build, without the commit.</summary>
    public static string Version { get; } =
        (typeof(VersionLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0];

    public override int Invoke(ParseResult parseResult)
    {
        terminal.Out.WriteLine(Version);
        return ExitCodes.Success;
    }
}
