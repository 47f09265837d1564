using Orch.Processes;

namespace Orch.Supervision;

/// <summary>The verb <c>__gh</c> of the orch binary, by which an agent's <c>gh</c> is called: refuses what writes, and else becomes the real one.</summary>
internal static class GhGate
{
    public const string Verb = "__gh";

    private const int Refused = 1;

    /// <param name="arguments">The real gh's absolute path, and the arguments for it.</param>
    /// <param name="complain">Where to say why not.</param>
    /// <returns>The exit code when it did not become gh.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter complain)
    {
        if (arguments.Count == 0)
        {
            complain.WriteLine($"orch: {Verb} is for orch itself");
            return Refused;
        }

        string[] call = [.. arguments.Skip(1)];
        if (GhGuard.Refusal(call) is { } refusal)
        {
            complain.WriteLine(refusal);
            return Refused;
        }

        return ProcessReplacement.Become(arguments[0], call, complain);
    }
}
