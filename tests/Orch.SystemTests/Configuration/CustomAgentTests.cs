using Orch.SystemTests.Support;

namespace Orch.SystemTests.Configuration;

/// <summary>An agent CLI that Orch has never heard of does the main job once a table describes it.</summary>
public sealed class CustomAgentTests
{
    // Writes the wrong word first, and the right one when it is resumed with the output of the failed check.
    private const string Bot = """
        case "$*" in
          *--resume*) prompt=$(cat); word=right ;;
          *) prompt=$(cat); word=wrong ;;
        esac
        printf '%s\n' "$*" >> "$BOT_LOG"
        printf '%s' "$prompt" | grep -q 'Write the word' || [ "$word" = right ] || { echo "no prompt" >&2; exit 1; }
        printf '%s\n' "$word" > word.txt
        echo '{"type":"system","subtype":"init","session_id":"s-1","model":"bot-1"}'
        echo '{"type":"result","subtype":"success","is_error":false,"result":"DONE","session_id":"s-1","usage":{"input_tokens":1,"output_tokens":1}}'
        """;

    [Fact]
    public async Task It_is_run_verified_and_resumed_for_a_repair()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        WriteBot(world, Bot);
        await world.TrustAsync(
            $$"""
            [run]
            agent_cli = "mybot"
            validate = "grep -q right word.txt"
            [agents.mybot]
            command = ["tools/mybot", "--print"]
            stream = "claude"
            resume = ["--resume", "{session}"]
            model = "bot-large"
            model_flag = "--model"
            args = ["--fast"]
            env = { BOT_LOG = "{{world.Root}}/bot.log" }
            """);

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--name", "word", "Write the word");

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal("mybot", agent.GetProperty("cli").GetString());
        Assert.Equal("right\n", await world.AtOriginAsync("orch/word", "word.txt"));
        Assert.Equal(
            ["--print --model bot-large --fast", "--print --model bot-large --fast --resume s-1"],
            await File.ReadAllLinesAsync(Path.Combine(world.Root, "bot.log")));
        Assert.Contains("DONE", (await world.OrchAsync("logs", "word")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_prints_plain_text_and_takes_an_argument_works_too()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        world.Stub("plain", """
            for last; do :; done
            file=$(printf '%s' "$last" | grep -o '/[^ ]*prompt.md')
            grep -q 'Write the word' "$file" || exit 1
            echo word > word.txt
            echo "I wrote the word."
            """);
        await world.ConfigureUserAsync("[agents.plain]\ncommand = [\"plain\"]\nprompt = \"argument\"\n");

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--agent-cli", "plain", "--name", "word", "Write the word");

        Assert.Equal("verified", agent.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Its_own_words_for_a_failure_are_understood_and_the_next_one_takes_over()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        world.Stub("mybot", "cat > /dev/null; echo 'daily quota is gone' >&2; exit 9");
        await world.ConfigureUserAsync("[agents.mybot]\ncommand = [\"mybot\"]\npatterns = { rate_limited = [\"quota is gone\"] }\n");

        var agent = await world.OrchJsonAsync(
            0, "run", "--json", "--agent-cli", "mybot,claude", World.Task("Add it", """[{"tool":"write","path":"a.txt","content":"x\n"},{"text":"DONE"}]"""));

        var attempts = agent.GetProperty("attempts");
        Assert.Equal("rate_limited", attempts[0].GetProperty("outcome").GetString());
        Assert.Equal("claude", attempts[1].GetProperty("cli").GetString());
    }

    [Fact]
    public async Task One_from_a_file_that_is_not_trusted_is_unknown()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.ConfigureAsync("[agents.mybot]\ncommand = [\"sh\", \"-c\", \"touch $HOME/ran\"]\n");

        var result = await world.OrchAsync("run", "--agent-cli", "mybot", "Do it");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("unknown agent CLI 'mybot'", result.Error, StringComparison.Ordinal);
        Assert.Contains("agents.mybot.command", result.Error, StringComparison.Ordinal);
    }

    private static void WriteBot(World world, string script)
    {
        var folder = Directory.CreateDirectory(Path.Combine(world.Repository, "tools")).FullName;
        var path = Path.Combine(folder, "mybot");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
