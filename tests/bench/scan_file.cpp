// Finds the tokens of a file, whole process: what `token scan` does before anything is judged.
//
//     bench_scan_file FILE [THREADS]

#include "models/scan/FileScan.h"
#include "models/scan/Parallel.h"

#include <cstdio>

int main(int argc, char **argv)
{
    using namespace gatehouse;
    qint64 found = 0;
    const auto read =
        scan::scanFile(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QString(),
                       {.threads = argc > 2 ? QByteArray(argv[2]).toInt() : scan::processorCount(), .stop = {}},
                       [&found](QList<transport::FoundToken> &&tokens) { found += tokens.size(); });
    std::printf("%lld\n", static_cast<long long>(found));
    return read ? 0 : 1;
}
