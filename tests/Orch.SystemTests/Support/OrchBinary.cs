namespace Orch.SystemTests.Support;

/// <summary>The published orch binary that all system tests share.</summary>
internal static class OrchBinary
{
    public const string Variable = "ORCH_BINARY";

    /// <summary>The folder of everything that is built.</summary>
    public static string Artifacts { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(AppContext.BaseDirectory, "..", "..", ".."));

    /// <summary>The root of the project.</summary>
    public static string Root { get; } = System.IO.Path.GetDirectoryName(Artifacts)!;

    /// <summary>Its absolute path.</summary>
    public static string Path
    {
        get
        {
            var path = Environment.GetEnvironmentVariable(Variable);
            if (string.IsNullOrEmpty(path))
            {
                throw new InvalidOperationException($"{Variable} is not set: publish src/Orch.Cli and set it to the path of the orch binary (./test.sh does both)");
            }

            return File.Exists(path) ? System.IO.Path.GetFullPath(path) : throw new InvalidOperationException($"{Variable} names {path}, which is not there: publish src/Orch.Cli again");
        }
    }
}
