using System.Text.Json;
using Orch.State;

namespace Orch.Tests.Cli;

public sealed class ListCommandTests
{
    [Fact]
    public async Task Without_agents_it_says_so_on_standard_error()
    {
        using var world = new CliWorld();

        Assert.Equal(0, await world.OrchAsync("list"));
        Assert.Equal("", world.Output);
        Assert.StartsWith("orch: no agents yet", world.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_has_a_line_for_each_agent()
    {
        using var world = new CliWorld();
        world.Add("first", agent => agent with { Branch = "orch/first", PullRequest = new(7, "https://example.invalid/7") });
        world.Add("second");

        Assert.Equal(0, await world.OrchAsync("list"));
        var lines = world.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Matches(@"^NAME +STATE +CLI +AGE +BRANCH +PR", lines[0]);
        Assert.Matches(@"^first +queued +claude +\d+(ms|s) +orch/first +#7", lines[1]);
        Assert.Matches(@"^second +queued +claude +\d+(ms|s) +- +-", lines[2]);
    }

    [Fact]
    public async Task Json_is_one_document_and_nothing_else()
    {
        using var world = new CliWorld();
        world.Add("first");

        Assert.Equal(0, await world.OrchAsync("list", "--json"));
        var document = JsonSerializer.Deserialize<JsonElement>(world.Output);
        Assert.Equal("orch.list/1", document.GetProperty("schema").GetString());
        Assert.Equal("first", Assert.Single(document.GetProperty("agents").EnumerateArray()).GetProperty("name").GetString());
        Assert.Empty(document.GetProperty("sessions").EnumerateArray());
        Assert.Equal("", world.Error);
    }
}
