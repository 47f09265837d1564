using System.CommandLine;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Orch.Cli;
using Orch.State;
using Orch.Tests.Cli;

namespace Orch.Tests.Documentation;

/// <summary>The page that is made from the code: it has to be what the code gives.</summary>
public sealed partial class ReferenceTests
{
    private const string Page = "docs/reference.md";

    [Fact]
    public async Task The_reference_is_what_the_code_gives()
    {
        var wanted = await ComposeAsync();
        var file = Path.Combine(Pages.Root, Page);
        if (Environment.GetEnvironmentVariable("ORCH_WRITE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(file, wanted, TestContext.Current.CancellationToken);
        }

        Assert.True(
            File.Exists(file) && await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) == wanted,
            $"{Page} is not what the code gives: run the class ReferenceTests with ORCH_WRITE_DOCS=1, which writes it");
    }

    private static async Task<string> ComposeAsync()
    {
        var page = new StringBuilder();
        page.Append("# Reference\n\nMade from the code: what `orch COMMAND --help` says, and the words of the record. What they mean is told in [commands](commands.md).\n\n");
        page.Append("## States\n\n").Append(Table<AgentState>("state"));
        page.Append("\n## How an attempt ends\n\n").Append(Table<AttemptOutcome>("outcome"));
        page.Append("\n## Commands\n");
        using var world = new CliWorld();
        foreach (var path in Paths(new CommandLine(world.Context).Build(), []))
        {
            using var own = new CliWorld();
            await own.OrchAsync([.. path, "--help"]);
            page.Append($"\n### orch {string.Join(' ', path)}\n\n```text\n{own.Output.Trim('\n')}\n```\n");
        }

        return page.ToString();
    }

    private static IEnumerable<IReadOnlyList<string>> Paths(Command command, IReadOnlyList<string> path) =>
        command.Subcommands.Where(one => !one.Hidden).OrderBy(one => one.Name, StringComparer.Ordinal)
            .SelectMany(one => Paths(one, [.. path, one.Name]).Prepend([.. path, one.Name]));

    private static string Table<T>(string name)
        where T : struct, Enum
    {
        var documentation = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Orch.xml")).Descendants("member")
            .ToDictionary(one => one.Attribute("name")!.Value, one => one.Element("summary")!, StringComparer.Ordinal);
        var rows = Enum.GetValues<T>().Select(value => $"| `{SnakeCase.Of(value)}` | {Words(documentation[$"F:{typeof(T).FullName}.{value}"])} |\n");
        return $"| {name} | is |\n|---|---|\n{string.Concat(rows)}";
    }

    private static string Words(XElement summary) => Blanks().Replace(
        string.Concat(summary.Nodes().Select(node => node is XElement { Name.LocalName: "see" } see ? see.Attribute("cref")!.Value.Split('.')[^1] : node is XElement element ? $"`{element.Value}`" : node.ToString())), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
