using Tomlyn.Syntax;

namespace Orch.Configuration;

/// <summary>One value of a TOML file, with its key from the top.</summary>
/// <param name="Segments">The parts of the key.</param>
/// <param name="Value">The value; null for a table that is only named.</param>
/// <param name="Line">The line of the key, from 1.</param>
internal sealed record TomlEntry(IReadOnlyList<string> Segments, ValueSyntax? Value, int Line);
