namespace Orch.Planning;

/// <summary>An agent CLI's name in a task's text, with what stands around it.</summary>
/// <param name="Cli">The CLI.</param>
/// <param name="At">Where the name begins.</param>
/// <param name="Before">All before it, without its article.</param>
/// <param name="After">All after it, without "cli" or "agent".</param>
/// <param name="IsCalled">It is written as @claude.</param>
/// <param name="HasArticle">An article stands before it.</param>
/// <param name="IsNamedAsCli">It is "the claude cli" or such.</param>
/// <param name="IsCommonWord">The name is also a common word.</param>
internal sealed record CliMention(string Cli, int At, string Before, string After, bool IsCalled, bool HasArticle, bool IsNamedAsCli, bool IsCommonWord);
