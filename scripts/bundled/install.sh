#!/bin/sh
# 离线安装：sh install.sh [安装到哪个文件夹]，默认 /opt/gongkai；不访问网络。
# 用别的 Python：PYTHON=/usr/local/bin/python3.11 sh install.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-/opt/gongkai}
wanted=$(cat "$here/python-version")
python=${PYTHON:-}
if [ -z "$python" ]; then
    for each in "python$wanted" python3; do
        if command -v "$each" >/dev/null 2>&1; then python=$each; break; fi
    done
fi
found=$("${python:-python3}" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo 没有)
if [ "$found" != "$wanted" ]; then
    echo "这个安装包需要 Python $wanted，本机是 $found。装好后重试，或用 PYTHON=路径 指定" >&2
    exit 2
fi
if command -v sha256sum >/dev/null 2>&1; then
    (cd "$here" && sha256sum --quiet -c SHA256SUMS) || { echo "安装包不完整，请重新复制" >&2; exit 2; }
fi
if ! "$python" -m venv "$target"; then
    echo "不能在 $target 建立虚拟环境：核对权限；Debian、Ubuntu 要先装系统软件包 python$wanted-venv" >&2
    exit 2
fi
"$target/bin/python" -m pip install --quiet --disable-pip-version-check --no-cache-dir \
    --no-index --find-links "$here/wheels" --force-reinstall --no-deps --require-hashes -r "$here/requirements.txt"
mkdir -p "$target/share"
cp "$here"/*.service "$here"/*.conf "$here"/*.toml "$target/share/"
"$target/bin/gongkai" --help >/dev/null
echo "已装到 $target；试一试：$target/bin/gongkai serve --data-dir 数据文件夹"
