using Orch.Processes;

namespace Orch.Tests.Processes;

public sealed class CappedLogTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("orch-test-").FullName;

    private string LogPath => Path.Combine(folder, "log");

    [Fact]
    public void A_short_log_is_kept_whole_and_can_be_followed()
    {
        using var log = CappedLog.Create(LogPath);
        log.WriteLine("one");
        log.WriteLine("zwei €");
        Assert.Equal("one\nzwei €\n", Read());
    }

    [Fact]
    public void Only_its_owner_can_read_it()
    {
        using var log = CappedLog.Create(LogPath);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(LogPath));
    }

    [Fact]
    public void A_long_log_keeps_head_and_tail_in_whole_lines_and_counts_the_gap()
    {
        const int capacity = 1000;
        using (var log = CappedLog.Create(LogPath, capacity))
        {
            for (var i = 0; i < 500; i++)
            {
                log.WriteLine($"line {i:000}");
            }
        }

        var lines = Read().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var gap = Assert.Single(lines, line => line.StartsWith("[…", StringComparison.Ordinal));
        Assert.Equal($"[… {500 - (lines.Length - 1)} lines, {(500 - (lines.Length - 1)) * 9} bytes left out …]", gap);
        Assert.Equal("line 000", lines[0]);
        Assert.Equal("line 499", lines[^1]);
        Assert.All(lines.Where(line => line != gap), line => Assert.Matches("^line [0-9]{3}$", line));
        Assert.InRange(new FileInfo(LogPath).Length, capacity / 2, capacity);
    }

    [Fact]
    public void A_line_larger_than_the_log_is_left_out()
    {
        using (var log = CappedLog.Create(LogPath, 1000))
        {
            log.WriteLine("first");
            log.WriteLine(new('x', 5000));
            log.WriteLine("last");
        }

        Assert.Equal("first\n[… 1 lines, 5001 bytes left out …]\nlast\n", Read());
    }

    [Fact]
    public void A_file_or_link_in_its_place_is_refused()
    {
        File.CreateSymbolicLink(LogPath, Path.Combine(folder, "elsewhere"));
        Assert.Throws<IOException>(() => CappedLog.Create(LogPath));
    }

    [Fact]
    public void A_full_disk_ends_the_log_and_nothing_else()
    {
        using var log = CappedLog.OnFile(new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0));
        log.WriteLine("one");
        log.WriteLine("two");
        Assert.NotNull(log.Trouble);
    }

    [Fact]
    public void A_log_that_is_over_gets_nothing_more_also_not_at_its_end()
    {
        using var over = new CancellationTokenSource();
        using (var log = CappedLog.CreateUntil(LogPath, over.Token))
        {
            log.WriteLine("before");
            over.Cancel();
            log.WriteLine("after");
        }

        Assert.Equal("before\n", Read());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Read()
    {
        using var reader = new StreamReader(new FileStream(LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}
