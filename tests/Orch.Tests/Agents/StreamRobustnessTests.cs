using System.Text;
using CsCheck;
using Orch.Agents;

namespace Orch.Tests.Agents;

public sealed class StreamRobustnessTests
{
    private static readonly AgentCli[] Clis = [.. new AgentCatalog().All, new ConfiguredCli("mybot", new() { Command = ["mybot"] })];

    private static readonly string[] Lines =
        [.. Recording.Names().Select(Recording.Load).SelectMany(recording => recording.Output.Concat(recording.Error)).Where(line => line.Length < 4000).Distinct(StringComparer.Ordinal)];

    // Values that a field may hold in place of the one that is expected.
    private static readonly string[] Foreign =
        ["null", "true", "-1", "1e400", "12345678901234567890123", "\"x\"", "\"\\ud800\"", "[]", "{}", "[null,1,\"a\",{}]", "{\"\\ud800\":1}"];

    [Fact]
    public void Random_bytes_never_throw() =>
        Gen.Byte.Array[0, 200].Array[1, 10].Sample(lines => ReadAll(lines.Select(Encoding.UTF8.GetString)));

    [Fact]
    public void Random_characters_never_throw() =>
        Gen.Char.Array[0, 100].Array[1, 10].Sample(lines => ReadAll(lines.Select(line => new string(line))));

    [Fact]
    public void Truncated_and_damaged_recordings_never_throw() =>
        Gen.Select(Gen.Int[0, Lines.Length - 1], Gen.Int[0, 4000], Gen.Int[0, 4000], Gen.Char).Array[1, 8].Sample(edits =>
            ReadAll(edits.Select(edit =>
            {
                var (line, cut, at, put) = edit;
                var text = new StringBuilder(Lines[line]);
                if (text.Length > 0)
                {
                    text[at % text.Length] = put;
                }

                return text.ToString()[..Math.Min(cut, text.Length)];
            })));

    [Fact]
    public void Fields_of_another_type_never_throw() =>
        Gen.Select(Gen.Int[0, Lines.Length - 1], Gen.Int[0, 1000], Gen.Int[0, Foreign.Length - 1].Select(i => Foreign[i])).Array[1, 8].Sample(edits =>
            ReadAll(edits.Select(edit => Replace(Lines[edit.Item1], edit.Item2, edit.Item3))));

    [Fact]
    public void A_cut_line_between_good_ones_does_no_harm()
    {
        var recording = Recording.Load("claude-ok");
        var reader = recording.Cli.CreateReader();
        foreach (var line in recording.Output)
        {
            reader.Read(line[..(line.Length / 2)]);
            reader.Read(line);
            reader.Read("");
        }

        Assert.Equal("DONE", reader.Report.FinalText);
    }

    private static void ReadAll(IEnumerable<string> lines)
    {
        var all = lines.ToList();
        foreach (var cli in Clis)
        {
            var reader = cli.CreateReader();
            foreach (var line in all)
            {
                reader.Read(line);
                reader.ReadError(line);
            }

            reader.Finish(1);
            _ = AttemptClassifier.Classify(cli, new(Clock.Noon, reader.Report) { ExitCode = 1 });
        }
    }

    // Puts another value after the n-th colon of a line.
    private static string Replace(string line, int n, string value)
    {
        var colons = Enumerable.Range(0, line.Length).Where(i => line[i] == ':' && i > 0 && line[i - 1] == '"').ToList();
        if (colons.Count == 0)
        {
            return line;
        }

        var start = colons[n % colons.Count] + 1;
        var end = start;
        var depth = 0;
        var quoted = false;
        for (; end < line.Length; end++)
        {
            var c = line[end];
            if (quoted)
            {
                end += c == '\\' ? 1 : 0;
                quoted = c != '"';
            }
            else if (depth == 0 && c is ',' or '}' or ']' && depth == 0)
            {
                break;
            }
            else
            {
                quoted = c == '"';
                depth += c is '{' or '[' ? 1 : c is '}' or ']' ? -1 : 0;
            }
        }

        return line[..start] + value + (end < line.Length ? line[end..] : "");
    }
}
