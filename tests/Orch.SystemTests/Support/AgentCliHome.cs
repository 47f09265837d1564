using System.Collections;
using Orch.Processes;
using Orch.ScriptedModel;

namespace Orch.SystemTests.Support;

/// <summary>Environments in which the real agent CLIs talk to a scripted model only.</summary>
internal static class AgentCliHome
{
    /// <summary>Names the directory that holds the pinned CLIs; without it those on the PATH are used.</summary>
    public const string Variable = "ORCH_AGENT_CLIS";

    /// <summary>Writes an account into the directory and gives this process's environment with it, each CLI with a scenario of its own.</summary>
    public static Dictionary<string, string> Create(string directory, ScriptedModelServer server, string claude = "ok", string codex = "ok", string gemini = "ok") =>
        Create(directory, server, new ScriptedAccountOptions { Claude = claude, Codex = codex, Gemini = gemini });

    /// <summary>The same with all options.</summary>
    public static Dictionary<string, string> Create(string directory, ScriptedModelServer server, ScriptedAccountOptions options)
    {
        var inherited = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal);
        var environment = ScriptedAccount.Create(directory, server, options).Over(inherited);
        if (inherited.GetValueOrDefault(Variable) is { Length: > 0 } clis)
        {
            environment["PATH"] = $"{clis}:{environment.GetValueOrDefault("PATH")}";
        }

        return environment;
    }

    /// <summary>Skips the test when a CLI is not there.</summary>
    public static void Require(string cli, IReadOnlyDictionary<string, string> environment) =>
        Assert.SkipUnless(ProgramFinder.Find(cli, environment) is not null, $"{cli} is neither in {Variable} nor on the PATH; ./test.sh installs it");
}
