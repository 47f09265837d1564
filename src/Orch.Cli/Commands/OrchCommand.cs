using System.CommandLine;

namespace Orch.Cli.Commands;

/// <summary>A command with the examples that its help shows.</summary>
/// <param name="name">The word that calls it.</param>
/// <param name="description">One sentence.</param>
/// <param name="examples">Command lines that work as they stand.</param>
internal sealed class OrchCommand(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples => examples;

    /// <summary>What else there is to know, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; set; } = [];
}
