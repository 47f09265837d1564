using System.Text;
using CsCheck;
using Orch.Processes;

namespace Orch.Tests.Processes;

public sealed class LineReaderTests
{
    [Fact]
    public async Task Lines_come_one_by_one_and_an_unfinished_last_one_is_told() =>
        Assert.Equal(
            [new("a", false, true), new("", false, true), new("b", false, true), new("c", false, false)],
            await ReadAsync("a\n\nb\r\nc"u8.ToArray()));

    [Fact]
    public async Task An_empty_stream_has_no_lines() => Assert.Empty(await ReadAsync([]));

    [Fact]
    public async Task A_longer_line_is_cut_at_a_character_and_the_next_one_is_whole() =>
        Assert.Equal([new("abc", true, true), new("de", false, true)], await ReadAsync("abc€fgh\nde\n"u8.ToArray(), maximum: 5));

    [Fact]
    public async Task Bytes_that_are_no_text_are_survived() =>
        Assert.Equal(["\uFFFD\uFFFDa", "b"], (await ReadAsync([0xff, 0xfe, (byte)'a', (byte)'\n', (byte)'b', (byte)'\n'])).Select(line => line.Text));

    [Fact]
    public async Task A_line_without_end_costs_no_more_than_the_maximum()
    {
        var lines = await ReadAsync(new byte[3 * LineReader.DefaultMaximum]);
        Assert.Equal(new('\0', LineReader.DefaultMaximum), Assert.Single(lines).Text);
    }

    [Fact]
    public Task However_the_bytes_arrive_the_lines_are_the_same() =>
        Gen.Select(Gen.String[Gen.Char["aé\n\r€"], 0, 40], Gen.Int[1, 9]).SampleAsync(async (text, step) =>
        {
            var lines = await ReadAsync(Encoding.UTF8.GetBytes(text), step: step);
            var pieces = text.Split('\n');
            var expected = pieces[..^1].Select(piece => piece.EndsWith('\r') ? piece[..^1] : piece)
                .Concat(pieces[^1].Length > 0 ? [pieces[^1]] : []);
            Assert.Equal(expected, lines.Select(line => line.Text));
        });

    private static async Task<List<OutputLine>> ReadAsync(byte[] bytes, int maximum = LineReader.DefaultMaximum, int step = int.MaxValue)
    {
        var lines = new List<OutputLine>();
        await using var stream = new StepStream(bytes, step);
        await foreach (var line in LineReader.ReadAsync(stream, maximum, TestContext.Current.CancellationToken))
        {
            lines.Add(line);
        }

        return lines;
    }

    private sealed class StepStream(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(step, buffer.Length)], cancellationToken);
    }
}
