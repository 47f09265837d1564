namespace Orch.Processes;

/// <summary>One line of a program's output.</summary>
/// <param name="Text">The line without its end; bytes that are no UTF-8 became U+FFFD.</param>
/// <param name="IsCut">It was longer than allowed, and its end is missing here.</param>
/// <param name="IsWhole">It had a line end; false for what a program left unfinished when it ended.</param>
internal readonly record struct OutputLine(string Text, bool IsCut, bool IsWhole);
