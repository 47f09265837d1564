namespace Orch.Proof;

/// <summary>A file that a script calls.</summary>
/// <param name="Word">How the script writes it.</param>
/// <param name="IsIncluded">It becomes a part of the script (<c>. common.sh</c>, <c>include rules.mk</c>), and is not run beside it.</param>
internal sealed record ScriptCall(string Word, bool IsIncluded);
