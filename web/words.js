// SPDX-License-Identifier: MIT
// What scripts say, in the page's language.
const table = {
  ko: {
    search: '검색',
    results: '검색 결과',
    all: '모두 보기',
    evidence: '사실과 근거',
    loading: '불러오는 중…',
    close: '닫기',
    retry: '다시 시도',
    copy: '복사',
    copied: '복사했습니다',
    uncopied: '복사하지 못했습니다',
    unreachable: '서비스에 닿지 못했습니다.',
    busy: '지금은 답할 수 없습니다.',
    later: (seconds) => ` ${seconds}초 뒤에 다시 시도해 주세요.`,
    garbled: '받은 답을 읽을 수 없습니다.',
  },
  en: {
    search: 'Search',
    results: 'Search results',
    all: 'See all',
    evidence: 'A fact and its evidence',
    loading: 'Loading…',
    close: 'Close',
    retry: 'Try again',
    copy: 'Copy',
    copied: 'Copied',
    uncopied: 'It could not be copied',
    unreachable: 'The service could not be reached.',
    busy: 'The service cannot answer just now.',
    later: (seconds) => ` Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    garbled: 'The answer cannot be read.',
  },
};

export const words = table[document.documentElement.lang] ?? table.en;
